#ifndef TALENT_LANES_H
#define TALENT_LANES_H

// What Swift's vector types cannot say in few instructions: fused multiply-add, a question about any lane, coefficients
// picked lane by lane.
// Every function gives the same bits on every machine; only its speed depends on what the build's target has.

#if defined(__AVX512F__) || defined(__AVX2__)
#include <immintrin.h>
#endif

typedef double lanes8 __attribute__((ext_vector_type(8)));
typedef unsigned long long lanes8_bits __attribute__((ext_vector_type(8)));

typedef unsigned int lanes16_words __attribute__((ext_vector_type(16)));

#define LANES_INLINE static inline __attribute__((always_inline))

/// How many vectors of each of four rows of sums stay in the registers beside a factor: all 32 of 512 bits hold 4 × 4,
/// the 16 of 256 bits 4 × 1 in two halves.
#if defined(__AVX512F__)
enum { lanes8_tile = 4 };
#else
enum { lanes8_tile = 1 };
#endif

/// a·b + c with one rounding, in every lane.
LANES_INLINE lanes8 lanes8_fused(lanes8 a, lanes8 b, lanes8 c) { return __builtin_elementwise_fma(a, b, c); }

/// The same 64 bits of every lane as a whole number.
LANES_INLINE lanes8_bits lanes8_as_bits(lanes8 a) { return (lanes8_bits)a; }

/// √a in every lane.
LANES_INLINE lanes8 lanes8_square_root(lanes8 a) { return __builtin_elementwise_sqrt(a); }

/// The 32 bits of each lane in opposite order.
LANES_INLINE lanes16_words lanes16_reversed(lanes16_words a) { return __builtin_elementwise_bitreverse(a); }

/// Whether a > b in any lane; comparisons with what is not a number are false.
LANES_INLINE _Bool lanes8_any_greater(lanes8 a, lanes8 b) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_GT_OQ) != 0;
#else
  return __builtin_reduce_or((lanes8_bits)(a > b)) != 0;
#endif
}

#if defined(__AVX2__) && defined(__FMA__) && !defined(__AVX512F__)
/// Coefficients 2·pair and 2·pair + 1 of four pieces, one piece a lane.
LANES_INLINE void lanes4_pair(const double *const rows[4], int pair, __m256d *even, __m256d *odd) {
  __m256d first = _mm256_castpd128_pd256(_mm_loadu_pd(rows[0] + 2 * pair));
  first = _mm256_insertf128_pd(first, _mm_loadu_pd(rows[2] + 2 * pair), 1);
  __m256d second = _mm256_castpd128_pd256(_mm_loadu_pd(rows[1] + 2 * pair));
  second = _mm256_insertf128_pd(second, _mm_loadu_pd(rows[3] + 2 * pair), 1);
  *even = _mm256_unpacklo_pd(first, second);
  *odd = _mm256_unpackhi_pd(first, second);
}

LANES_INLINE __m256d lanes4_piecewise(const double *by_piece, const unsigned long long places[4], __m256d s) {
  const double *rows[4];
  for (int lane = 0; lane < 4; lane++) rows[lane] = by_piece + 8 * places[lane];
  __m256d even, odd;
  lanes4_pair(rows, 3, &even, &odd);
  __m256d sum = _mm256_fmadd_pd(odd, s, even);
  for (int pair = 2; pair >= 0; pair--) {
    lanes4_pair(rows, pair, &even, &odd);
    sum = _mm256_fmadd_pd(_mm256_fmadd_pd(sum, s, odd), s, even);
  }
  return sum;
}
#endif

/// Polynomials of degree 7, sixteen pieces side by side: Σ_k coefficient[piece][k]·sᵏ by Horner's rule, with the piece
/// `places[lane] mod 16` in every lane.
///
/// `by_power` holds coefficient k of piece p at 16·k + p, `by_piece` the same at 8·p + k; which of them is read depends
/// on what the target picks fastest. Both are 128 numbers, the first aligned to 64 bytes.
LANES_INLINE lanes8 lanes8_piecewise(const double *by_power, const double *by_piece, lanes8_bits places, lanes8 s) {
#if defined(__AVX512F__)
  __m512d sum = _mm512_permutex2var_pd(
      _mm512_load_pd(by_power + 16 * 7), (__m512i)places, _mm512_load_pd(by_power + 16 * 7 + 8));
  for (int power = 6; power >= 0; power--) {
    __m512d coefficient = _mm512_permutex2var_pd(
        _mm512_load_pd(by_power + 16 * power), (__m512i)places, _mm512_load_pd(by_power + 16 * power + 8));
    sum = _mm512_fmadd_pd(sum, (__m512d)s, coefficient);
  }
  return (lanes8)sum;
#else
  unsigned long long indices[8];
  for (int lane = 0; lane < 8; lane++) indices[lane] = places[lane] & 15;
#if defined(__AVX2__) && defined(__FMA__)
  __m256d low = lanes4_piecewise(by_piece, indices, __builtin_shufflevector(s, s, 0, 1, 2, 3));
  __m256d high = lanes4_piecewise(by_piece, indices + 4, __builtin_shufflevector(s, s, 4, 5, 6, 7));
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
#else
  lanes8 result;
  for (int lane = 0; lane < 8; lane++) {
    const double *row = by_piece + 8 * indices[lane];
    double sum = row[7];
    for (int power = 6; power >= 0; power--) sum = __builtin_fma(sum, s[lane], row[power]);
    result[lane] = sum;
  }
  return result;
#endif
#endif
}

#endif
