#ifndef TALENT_LANES_H
#define TALENT_LANES_H

// What Swift's vector types cannot say in one instruction: fused multiply-add and picking from a small table.
// Every function gives the same bits on every machine; only its speed depends on what the build's target has.

#if defined(__AVX512F__) || defined(__AVX2__)
#include <immintrin.h>
#endif

typedef double lanes8 __attribute__((ext_vector_type(8)));
typedef unsigned long long lanes8_bits __attribute__((ext_vector_type(8)));

#define LANES_INLINE static inline __attribute__((always_inline))

/// a·b + c with one rounding, in every lane.
LANES_INLINE lanes8 lanes8_fused(lanes8 a, lanes8 b, lanes8 c) { return __builtin_elementwise_fma(a, b, c); }

/// √a in every lane.
LANES_INLINE lanes8 lanes8_square_root(lanes8 a) { return __builtin_elementwise_sqrt(a); }

#if defined(__AVX2__) && !defined(__AVX512F__)
/// Four lanes from a table of eight: both halves are permuted as pairs of 32-bit words, then bit 2 chooses.
LANES_INLINE __m256d lanes4_pick(__m256d low, __m256d high, __m256i places) {
  __m256i twice = _mm256_slli_epi32(_mm256_shuffle_epi32(places, 0xA0), 1);
  __m256i pairs = _mm256_add_epi32(twice, _mm256_set1_epi64x(0x100000000));
  __m256d first = _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(low), pairs));
  __m256d second = _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(high), pairs));
  return _mm256_blendv_pd(first, second, _mm256_castsi256_pd(_mm256_slli_epi64(places, 61)));
}
#endif

/// table[places[lane] mod 8] in every lane.
LANES_INLINE lanes8 lanes8_pick(lanes8 table, lanes8_bits places) {
#if defined(__AVX512F__)
  return (lanes8)_mm512_permutexvar_pd((__m512i)places, (__m512d)table);
#elif defined(__AVX2__)
  __m256d low = __builtin_shufflevector(table, table, 0, 1, 2, 3);
  __m256d high = __builtin_shufflevector(table, table, 4, 5, 6, 7);
  __m256i places_low = (__m256i)__builtin_shufflevector(places, places, 0, 1, 2, 3);
  __m256i places_high = (__m256i)__builtin_shufflevector(places, places, 4, 5, 6, 7);
  __m256d first = lanes4_pick(low, high, places_low);
  __m256d second = lanes4_pick(low, high, places_high);
  return __builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7);
#else
  lanes8 result;
  for (int lane = 0; lane < 8; lane++) result[lane] = table[places[lane] & 7];
  return result;
#endif
}

#endif
