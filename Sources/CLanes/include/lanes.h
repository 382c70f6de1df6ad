#ifndef TALENT_LANES_H
#define TALENT_LANES_H

// What Swift's vector types cannot say in few instructions: fused multiply-add, a question about any lane, coefficients
// picked lane by lane.
// Every function gives the same bits on every machine; only its speed depends on what the build's target has.

#include <stdint.h>
#if defined(__AVX512F__) || defined(__AVX2__)
#include <immintrin.h>
#endif

typedef double lanes8 __attribute__((ext_vector_type(8)));
typedef unsigned long long lanes8_bits __attribute__((ext_vector_type(8)));

typedef unsigned int lanes16_words __attribute__((ext_vector_type(16)));

#define LANES_INLINE static inline __attribute__((always_inline))

/// How many vectors of each of four rows of sums stay in the registers beside a factor: all 32 of 512 bits hold 4 × 4,
/// the 16 of 256 bits 4 × 1 in two halves. Likewise how many octets of Philox blocks go through their rounds side by side:
/// one of 512 bits takes four registers and waits for itself, one of 256 bits takes eight and is two halves already.
#if defined(__AVX512F__)
enum { lanes8_tile = 4, lanes8_octets = 4 };
#else
enum { lanes8_tile = 1, lanes8_octets = 1 };
#endif

/// a·b + c with one rounding, in every lane.
LANES_INLINE lanes8 lanes8_fused(lanes8 a, lanes8 b, lanes8 c) { return __builtin_elementwise_fma(a, b, c); }

/// The same 64 bits of every lane as a whole number.
LANES_INLINE lanes8_bits lanes8_as_bits(lanes8 a) { return (lanes8_bits)a; }

/// √a in every lane.
LANES_INLINE lanes8 lanes8_square_root(lanes8 a) { return __builtin_elementwise_sqrt(a); }

/// The 32 bits of each lane in opposite order.
LANES_INLINE lanes16_words lanes16_reversed(lanes16_words a) { return __builtin_elementwise_bitreverse(a); }

// Functions with whole vectors do not call each other where a vector is two registers: compilers warn of it.

/// The lower halves of all words under an upper one that all have in common.
#if defined(__AVX2__)
// One instruction, of which compilers make two.
#define LANES_UNDER(words, upper) \
  __builtin_shufflevector((lanes16_words)(words), (lanes16_words)(upper), LANES_LOWER_HALVES)
#define LANES_LOWER_HALVES 0, 17, 2, 19, 4, 21, 6, 23, 8, 25, 10, 27, 12, 29, 14, 31
#else
#define LANES_UNDER(words, upper) (((words) & 0xFFFFFFFF) | ((lanes8_bits)(upper) << 32))
#endif

/// (2n + 1 − 2³²)·2³¹ of the lower half n of every word: the middle of the nth of 2³² equal intervals between −2⁶³ and 2⁶³.
LANES_INLINE lanes8 lanes8_centred(lanes8_bits words) {
  // 2⁸⁴ + n·2³² without a conversion.
  lanes8 shifted = (lanes8)LANES_UNDER(words, 0x45300000);
  return (shifted - (0x1p84 + 0x1p63)) + 0x1p31;
}

/// The same for n = (upper half of `product`) xor (lower half of `other`) xor `key`.
LANES_INLINE lanes8 lanes8_centred_sum(lanes8_bits product, lanes8_bits other, unsigned key) {
#if defined(__AVX512DQ__)
  // As signed whole numbers, which are converted without rounding: their upper halves are n − 2³¹, their lower ones 2³¹.
  // The upper halves alone are moved and added, over lower ones that are ready.
  __m512i whole = _mm512_mask_shuffle_epi32(_mm512_set1_epi32(INT32_MIN), 0xAAAA, (__m512i)other, _MM_PERM_CCAA);
  // Kept apart from what follows, which the compiler would merge with it into more instructions.
  __asm__("" : "+v"(whole));
  __m512i flipped = _mm512_set1_epi32((int)(key ^ 0x80000000));
  whole = _mm512_mask_ternarylogic_epi32(whole, 0xAAAA, (__m512i)product, flipped, 0x96);
  return (lanes8)_mm512_cvtepi64_pd(whole);
#else
  lanes8_bits words = (product >> 32) ^ other ^ key;
  lanes8 shifted = (lanes8)LANES_UNDER(words, 0x45300000);
  return (shifted - (0x1p84 + 0x1p63)) + 0x1p31;
#endif
}

// Sixteen words give two vectors of eight numbers: words 0, 1, 4, 5, 8, 9, 12 and 13 the first one, because that is how
// instructions spread them.
#define LANES_FIRST_WORDS 0, 16, 1, 16, 4, 16, 5, 16, 8, 16, 9, 16, 12, 16, 13, 16
#define LANES_LAST_WORDS 2, 16, 3, 16, 6, 16, 7, 16, 10, 16, 11, 16, 14, 16, 15, 16

#if defined(__AVX512DQ__) && defined(__AVX512BW__) && defined(__GFNI__)
#define LANES_TURN_BYTES 1
/// Words with their bits in opposite order above or below the halves of `rest`; `bytes` says which bytes go where.
LANES_INLINE __m512i lanes16_turned(lanes16_words words, __m512i rest, __mmask64 kept, __m512i bytes) {
  __m512i turned = _mm512_gf2p8affine_epi64_epi8((__m512i)words, _mm512_set1_epi64(0x8040201008040201), 0);
  // Spelled out, because compilers make three instructions of it.
  __asm__("vpshufb %2, %1, %0 %{%3%}" : "+v"(rest) : "v"(turned), "v"(bytes), "Yk"((__mmask64)~kept));
  return rest;
}
#define LANES_LOWER_BYTES 0x0F0F0F0F0F0F0F0F
#define LANES_UPPER_BYTES 0xF0F0F0F0F0F0F0F0
#endif

/// (2n + 1 − 2³²)·2³¹ for eight of sixteen words n, given as their bits in opposite order.
LANES_INLINE lanes8 lanes16_centred_first(lanes16_words reversed) {
#if LANES_TURN_BYTES
  // As in `lanes8_centred_sum`: the first bit flipped becomes the sign, and the lower half is the same everywhere.
  __m512i bytes = _mm512_set4_epi32(0x04050607, 0, 0x00010203, 0);
  return (lanes8)_mm512_cvtepi64_pd(
      lanes16_turned(reversed ^ 1, _mm512_set1_epi32(INT32_MIN), LANES_LOWER_BYTES, bytes));
#else
  lanes16_words upper = (lanes16_words)0x45300000;
  lanes8 shifted = (lanes8)__builtin_shufflevector(__builtin_elementwise_bitreverse(reversed), upper, LANES_FIRST_WORDS);
  return (shifted - (0x1p84 + 0x1p63)) + 0x1p31;
#endif
}

/// The same for the other eight.
LANES_INLINE lanes8 lanes16_centred_last(lanes16_words reversed) {
#if LANES_TURN_BYTES
  __m512i bytes = _mm512_set4_epi32(0x0C0D0E0F, 0, 0x08090A0B, 0);
  return (lanes8)_mm512_cvtepi64_pd(
      lanes16_turned(reversed ^ 1, _mm512_set1_epi32(INT32_MIN), LANES_LOWER_BYTES, bytes));
#else
  lanes16_words upper = (lanes16_words)0x45300000;
  lanes8 shifted = (lanes8)__builtin_shufflevector(__builtin_elementwise_bitreverse(reversed), upper, LANES_LAST_WORDS);
  return (shifted - (0x1p84 + 0x1p63)) + 0x1p31;
#endif
}

/// 2⁵² + n for eight of sixteen words n, given as their bits in opposite order.
LANES_INLINE lanes8 lanes16_raised_first(lanes16_words reversed) {
#if LANES_TURN_BYTES
  __m512i bytes = _mm512_set4_epi32(0, 0x04050607, 0, 0x00010203);
  return (lanes8)lanes16_turned(reversed, _mm512_set1_epi32(0x43300000), LANES_UPPER_BYTES, bytes);
#else
  lanes16_words upper = (lanes16_words)0x43300000;
  return (lanes8)__builtin_shufflevector(__builtin_elementwise_bitreverse(reversed), upper, LANES_FIRST_WORDS);
#endif
}

/// The same for the other eight.
LANES_INLINE lanes8 lanes16_raised_last(lanes16_words reversed) {
#if LANES_TURN_BYTES
  __m512i bytes = _mm512_set4_epi32(0, 0x0C0D0E0F, 0, 0x08090A0B);
  return (lanes8)lanes16_turned(reversed, _mm512_set1_epi32(0x43300000), LANES_UPPER_BYTES, bytes);
#else
  lanes16_words upper = (lanes16_words)0x43300000;
  return (lanes8)__builtin_shufflevector(__builtin_elementwise_bitreverse(reversed), upper, LANES_LAST_WORDS);
#endif
}

/// The greater of a and |b| in every lane, for numbers a ≥ 0.
LANES_INLINE lanes8 lanes8_greater_magnitude(lanes8 a, lanes8 b) {
#if defined(__AVX512DQ__)
  // The greater magnitude, without a sign.
  return (lanes8)_mm512_range_pd((__m512d)a, (__m512d)b, 0xB);
#else
  lanes8 size = (lanes8)((lanes8_bits)b & 0x7FFFFFFFFFFFFFFF);
  return a > size ? a : size;
#endif
}

/// The greater number of every lane: b where they are equal.
LANES_INLINE lanes8 lanes8_greater(lanes8 a, lanes8 b) {
#if defined(__AVX512F__)
  return (lanes8)_mm512_max_pd((__m512d)a, (__m512d)b);
#else
  return a > b ? a : b;
#endif
}

/// The smaller number of every lane: b where they are equal.
LANES_INLINE lanes8 lanes8_smaller(lanes8 a, lanes8 b) {
#if defined(__AVX512F__)
  return (lanes8)_mm512_min_pd((__m512d)a, (__m512d)b);
#else
  return a < b ? a : b;
#endif
}

/// 1 in every lane where a number lies between two others or is one of them, else 0.
LANES_INLINE lanes8 lanes8_between(lanes8 a, double lower, double upper) {
  lanes8_bits within = (lanes8_bits)(a >= (lanes8)lower) & (lanes8_bits)(a <= (lanes8)upper);
  return (lanes8)(within & (lanes8_bits)(lanes8)1.0);
}

/// The number of every lane where it is positive and `flag` is 1, else 0.
LANES_INLINE lanes8 lanes8_positive_if(lanes8 flag, lanes8 a) {
  return (lanes8)((lanes8_bits)a & (lanes8_bits)(a > (lanes8)0.0) & (lanes8_bits)(flag > (lanes8)0.0));
}

/// A bit for every lane in which a > b; lane 0 gives bit 0.
LANES_INLINE unsigned lanes8_which_greater(lanes8 a, lanes8 b) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_GT_OQ);
#elif defined(__AVX2__)
  lanes8_bits greater = (lanes8_bits)(a > b);
  return (unsigned)_mm256_movemask_pd((__m256d)__builtin_shufflevector(greater, greater, 0, 1, 2, 3)) |
         (unsigned)_mm256_movemask_pd((__m256d)__builtin_shufflevector(greater, greater, 4, 5, 6, 7)) << 4;
#else
  unsigned bits = 0;
  for (int lane = 0; lane < 8; lane++) bits |= (unsigned)(a[lane] > b[lane]) << lane;
  return bits;
#endif
}

/// Whether a > b in any lane; comparisons with what is not a number are false.
LANES_INLINE _Bool lanes8_any_greater(lanes8 a, lanes8 b) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_GT_OQ) != 0;
#else
  return __builtin_reduce_or((lanes8_bits)(a > b)) != 0;
#endif
}

/// Whether a ≤ b in all lanes; comparisons with what is not a number are false.
LANES_INLINE _Bool lanes8_all_within(lanes8 a, double b) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)a, _mm512_set1_pd(b), _CMP_LE_OQ) == 0xFF;
#else
  return __builtin_reduce_and((lanes8_bits)(a <= (lanes8)b)) != 0;
#endif
}

// MARK: Polynomials by rows

#if defined(__AVX2__) && defined(__FMA__)
#define LANES_LOAD_ROWS 1
#endif

/// For each of eight lanes a row of eight coefficients: the distance in bytes from the first row. In the order of lanes 0, 1,
/// 4, 5, 2, 3, 6 and 7 where rows are loaded as vectors, else lane after lane.
typedef unsigned int lanes8_places __attribute__((ext_vector_type(8)));

/// Whether a kernel had better note the places of a whole batch before it evaluates polynomials of sixteen pieces there. Rows
/// are loaded from where the places say, and a processor that waits for places has no room left to look far ahead: a quarter
/// more time. With 512 bits coefficients are picked from registers.
#if LANES_LOAD_ROWS && !defined(__AVX512F__)
enum { lanes8_notes_places = 1 };
#else
enum { lanes8_notes_places = 0 };
#endif

#if LANES_LOAD_ROWS
/// The places of eight lanes, four and four; the bits that say the row lie within one half of a lane, from bit 38 on or the
/// last of them at bit 31.
LANES_INLINE __m256i lanes4_places(__m256i low, __m256i high, unsigned shift, unsigned last) {
  __m256 first = (__m256)low, second = (__m256)high;
  // 64 bytes a row.
  __m256i rows = shift < 38 ? _mm256_slli_epi32(_mm256_srli_epi32((__m256i)_mm256_shuffle_ps(first, second, 0x88), shift), 6)
                            : _mm256_srli_epi32((__m256i)_mm256_shuffle_ps(first, second, 0xDD), shift - 38);
  return _mm256_and_si256(rows, _mm256_set1_epi32((int)(last << 6)));
}

#define LANES_PLACES(bits, shift, last)                                    \
  lanes4_places((__m256i)__builtin_shufflevector(bits, bits, 0, 1, 2, 3), \
                (__m256i)__builtin_shufflevector(bits, bits, 4, 5, 6, 7), shift, last)
#else
#define LANES_PLACES(bits, shift, last) __builtin_convertvector((((bits) >> (shift)) & (last)) << 6, lanes8_places)
#endif

/// The rows (bits >> shift) mod (last + 1), where last + 1 is a power of 2.
LANES_INLINE lanes8_places lanes8_places_of(lanes8_bits bits, unsigned shift, unsigned last) {
  return (lanes8_places)LANES_PLACES(bits, shift, last);
}

#if LANES_LOAD_ROWS
/// Half a row of coefficients: `from` … `from` + 3 of a piece.
LANES_INLINE __m256d lanes4_half_row(const double *by_piece, unsigned distance, int from) {
  return _mm256_loadu_pd((const double *)((const char *)(by_piece + from) + distance));
}

/// Coefficients `from` … `from` + 3 of the pieces of four lanes: four half rows transposed.
LANES_INLINE void lanes4_coefficients(
    const double *by_piece, const unsigned distances[8], int from, __m256d coefficients[4]) {
  __m256d first = lanes4_half_row(by_piece, distances[0], from), second = lanes4_half_row(by_piece, distances[1], from);
  __m256d third = lanes4_half_row(by_piece, distances[4], from), fourth = lanes4_half_row(by_piece, distances[5], from);
  __m256d even = _mm256_unpacklo_pd(first, second), odd = _mm256_unpackhi_pd(first, second);
  __m256d even_after = _mm256_unpacklo_pd(third, fourth), odd_after = _mm256_unpackhi_pd(third, fourth);
  coefficients[0] = _mm256_permute2f128_pd(even, even_after, 0x20);
  coefficients[1] = _mm256_permute2f128_pd(odd, odd_after, 0x20);
  coefficients[2] = _mm256_permute2f128_pd(even, even_after, 0x31);
  coefficients[3] = _mm256_permute2f128_pd(odd, odd_after, 0x31);
}

LANES_INLINE __m256d lanes4_piecewise(const double *by_piece, const unsigned distances[8], __m256d s) {
  __m256d low[4], high[4];
  lanes4_coefficients(by_piece, distances, 4, high);
  __m256d sum = high[3];
  for (int power = 2; power >= 0; power--) sum = _mm256_fmadd_pd(sum, s, high[power]);
  lanes4_coefficients(by_piece, distances, 0, low);
  for (int power = 3; power >= 0; power--) sum = _mm256_fmadd_pd(sum, s, low[power]);
  return sum;
}

/// The arguments at `s` replaced by the polynomials' values.
LANES_INLINE void lanes8_replace(const double *by_piece, const void *places, lanes8 *s) {
  const unsigned *distances = places;
  // By way of memory, because taking a vector apart costs more than eight loads.
  __asm__("" : "+r"(distances) : "m"(*(const unsigned(*)[8])places));
  __m256d low = lanes4_piecewise(by_piece, distances, __builtin_shufflevector(*s, *s, 0, 1, 2, 3));
  __m256d high = lanes4_piecewise(by_piece, distances + 2, __builtin_shufflevector(*s, *s, 4, 5, 6, 7));
  *s = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
}
#else
LANES_INLINE void lanes8_replace(const double *by_piece, const void *places, lanes8 *s) {
  for (int lane = 0; lane < 8; lane++) {
    const double *row = (const double *)((const char *)by_piece + ((const unsigned *)places)[lane]);
    double sum = row[7];
    for (int power = 6; power >= 0; power--) sum = __builtin_fma(sum, (*s)[lane], row[power]);
    (*s)[lane] = sum;
  }
}
#endif

/// Polynomials of degree 7, piece by piece: Σ_k coefficient[piece][k]·sᵏ by Horner's rule in every lane.
/// Coefficient k of piece p is number 8·p + k of `by_piece`.
///
/// - Parameter places: `lanes8_places` in memory, as an address because Swift knows no pointers to vectors.
LANES_INLINE lanes8 lanes8_piecewise_at(const double *by_piece, const void *places, lanes8 s) {
  lanes8_replace(by_piece, places, &s);
  return s;
}

// MARK: Polynomials of sixteen pieces

/// Eight numbers that `lanes8_piecewise` will pick from; nothing where the target does not pick from registers.
LANES_INLINE lanes8 lanes8_loaded(const double *numbers) {
#if defined(__AVX512F__)
  return (lanes8)_mm512_load_pd(numbers);
#else
  return (lanes8)0;
#endif
}

#if defined(__AVX512F__)
/// In every lane the number of sixteen that the low four bits of its place say.
///
/// The instruction is spelled out because there are two for this: compilers take the one that overwrites the numbers,
/// which then are loaded or copied for every vector, a third more time for a polynomial. This one overwrites the places.
LANES_INLINE lanes8 lanes8_pick(lanes8 low, lanes8 high, lanes8_bits places) {
  lanes8 picked = (lanes8)places;
  __asm__("vpermi2pd %2, %1, %0" : "+v"(picked) : "v"(low), "v"(high));
  return picked;
}
#endif

/// The same at the places of `lanes8_places_of(bits, shift, 15)`, where coefficient k of piece p also is number p of `low`k
/// and `high`k; which of them is read depends on what the target picks fastest.
LANES_INLINE lanes8 lanes8_piecewise(
    lanes8 low0, lanes8 high0, lanes8 low1, lanes8 high1, lanes8 low2, lanes8 high2, lanes8 low3, lanes8 high3,
    lanes8 low4, lanes8 high4, lanes8 low5, lanes8 high5, lanes8 low6, lanes8 high6, lanes8 low7, lanes8 high7,
    const double *by_piece, lanes8_bits bits, unsigned shift, lanes8 s) {
#if defined(__AVX512F__)
  lanes8_bits places = bits >> shift;
  lanes8 sum = lanes8_pick(low7, high7, places);
  sum = lanes8_fused(sum, s, lanes8_pick(low6, high6, places));
  sum = lanes8_fused(sum, s, lanes8_pick(low5, high5, places));
  sum = lanes8_fused(sum, s, lanes8_pick(low4, high4, places));
  sum = lanes8_fused(sum, s, lanes8_pick(low3, high3, places));
  sum = lanes8_fused(sum, s, lanes8_pick(low2, high2, places));
  sum = lanes8_fused(sum, s, lanes8_pick(low1, high1, places));
  return lanes8_fused(sum, s, lanes8_pick(low0, high0, places));
#else
  lanes8_places places = (lanes8_places)LANES_PLACES(bits, shift, 15u);
  lanes8_replace(by_piece, &places, &s);
  return s;
#endif
}

#endif
