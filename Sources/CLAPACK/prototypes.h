// The Fortran symbols of LAPACK that this program calls, declared by ourselves so that only liblapack itself is needed.
// Every argument goes by reference; character arguments carry a hidden trailing length.
#ifndef TALENT_CLAPACK_PROTOTYPES_H
#define TALENT_CLAPACK_PROTOTYPES_H

// Cholesky factorisation of a symmetric positive definite matrix.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, unsigned long uplo_length);

// All eigenvalues and eigenvectors of a symmetric matrix.
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
            const int *lwork, int *info, unsigned long jobz_length, unsigned long uplo_length);

// Solution of a triangular system.
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int *n, const int *nrhs, const double *a,
             const int *lda, double *b, const int *ldb, int *info, unsigned long uplo_length,
             unsigned long trans_length, unsigned long diag_length);

// QR factorisation by Householder reflections.
void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work, const int *lwork,
             int *info);

// Least squares by a complete orthogonal factorisation with column pivoting.
void dgelsy_(const int *m, const int *n, const int *nrhs, double *a, const int *lda, double *b, const int *ldb,
             int *jpvt, const double *rcond, int *rank, double *work, const int *lwork, int *info);

// Singular value decomposition.
void dgesvd_(const char *jobu, const char *jobvt, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work, const int *lwork, int *info,
             unsigned long jobu_length, unsigned long jobvt_length);

#endif
