// The Fortran symbols of LAPACK that this program calls, declared by ourselves so that only liblapack itself is needed.
// Every argument goes by reference; character arguments carry a hidden trailing length.
#ifndef TALENT_CLAPACK_PROTOTYPES_H
#define TALENT_CLAPACK_PROTOTYPES_H

void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, unsigned long uplo_length);

#endif
