#ifndef TALENT_SIFTING_H
#define TALENT_SIFTING_H

#include "lanes.h"

// All of these are inlined, so that how vectors are handed over does not matter.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

// Counting values in bins and keeping those of some bins, eight at a time.

/// The bins of eight values: round(value·scale + offset), held between 0 and `last`; 0 for what is not a number.
LANES_INLINE lanes8_bits lanes8_bins(lanes8 values, double scale, double offset, unsigned long long last) {
  lanes8 place = lanes8_fused(values, (lanes8)scale, (lanes8)offset);
#if defined(__AVX512F__)
  // The second operand where the first is not a number.
  place = (lanes8)_mm512_max_pd((__m512d)place, _mm512_setzero_pd());
  place = (lanes8)_mm512_min_pd((__m512d)place, _mm512_set1_pd((double)last));
#else
  lanes8_bits positive = (lanes8_bits)(place > 0.0);
  place = (lanes8)((lanes8_bits)place & positive);
  lanes8_bits beyond = (lanes8_bits)(place > (double)last);
  place = (lanes8)(((lanes8_bits)(lanes8)(double)last & beyond) | ((lanes8_bits)place & ~beyond));
#endif
  // 1.5·2^52 leaves the nearest whole number in the low bits.
  return (lanes8_bits)(place + 0x1.8p52) & 0xFFFFFFFFFFFFull;
}

/// Writes those values side by side whose place is in a set of 1,024 places, and returns how many they are.
///
/// `set` holds place p as bit p mod 64 of word p / 64. Eight numbers are written in any case, the wanted ones first.
LANES_INLINE int lanes8_keep(double *to, lanes8 values, lanes8_bits places, const unsigned long long *set) {
#if defined(__AVX512F__)
  __m512i words = _mm512_permutex2var_epi64(
      _mm512_loadu_si512(set), _mm512_srli_epi64((__m512i)places, 6), _mm512_loadu_si512(set + 8));
  __m512i bits = _mm512_srlv_epi64(words, _mm512_and_si512((__m512i)places, _mm512_set1_epi64(63)));
  __mmask8 wanted = _mm512_test_epi64_mask(bits, _mm512_set1_epi64(1));
  // Into a register and from there to memory: the direct way is slow on some processors.
  _mm512_storeu_pd(to, _mm512_maskz_compress_pd(wanted, (__m512d)values));
  return __builtin_popcount(wanted);
#else
  int count = 0;
  for (int lane = 0; lane < 8; lane++) {
    to[count] = values[lane];
    count += (int)(set[places[lane] >> 6 & 15] >> (places[lane] & 63)) & 1;
  }
  return count;
#endif
}

// Vectors that need not begin at a multiple of their size.
typedef double lanes8_anywhere __attribute__((ext_vector_type(8), aligned(8)));
typedef unsigned long long lanes8_bits_anywhere __attribute__((ext_vector_type(8), aligned(8)));

/// How eight values are sifted.
struct lanes_sieve {
  double scale, offset;
  unsigned long long last;
  /// The places that are kept, as in `lanes8_keep`.
  const unsigned long long *set;
  /// The first place of each bracket.
  const unsigned long long *edges;
  long brackets;
};

/// Writes the values of the wanted places one after the other to `to`, which has room for all, counts those below each
/// bracket in eight lanes of `below`, and returns how many were written. `vectors` is a number of eights of values.
LANES_INLINE long lanes8_sift(
    const double *values, long vectors, const struct lanes_sieve *sieve, unsigned long long *below, double *to) {
  double *next = to;
  for (long start = 0; start < vectors; start += 8) {
    lanes8_bits places[8];
    long count = vectors - start < 8 ? vectors - start : 8;
    for (long step = 0; step < count; step++) {
      lanes8 value = *(const lanes8_anywhere *)(values + 8 * (start + step));
      places[step] = lanes8_bins(value, sieve->scale, sieve->offset, sieve->last);
      next += lanes8_keep(next, value, places[step], sieve->set);
    }
    // Places that no bracket is above.
    for (long step = count; step < 8; step++) places[step] = (lanes8_bits){0} + ~0ull;
    for (long bracket = 0; bracket < sieve->brackets; bracket++) {
      lanes8_bits_anywhere *counts = (lanes8_bits_anywhere *)(below + 8 * bracket);
      lanes8_bits sum = *counts, edge = (lanes8_bits){0} + sieve->edges[bracket];
      for (int step = 0; step < 8; step++) sum -= (lanes8_bits)(places[step] < edge);
      *counts = sum;
    }
  }
  return next - to;
}

#pragma clang diagnostic pop

#endif
