using System.Numerics;

namespace LocalCloud.Aws.DynamoDb.Values;

/// <summary>
/// DynamoDB's number: up to 38 significant digits, magnitude 1E-130 to 9.99...E+125, exact.
/// Value = Coefficient × 10^Exponent, without trailing zeros, so that equal numbers have equal parts (zero is 0 × 10^0).
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
/// </summary>
internal readonly struct DynamoNumber : IEquatable<DynamoNumber>, IComparable<DynamoNumber>
{
    public const int MaxDigits = 38;
    public const int MaxMagnitude = 125;
    public const int MinMagnitude = -130;

    internal static readonly UInt128[] PowersOfTen = [.. Enumerable.Range(0, MaxDigits + 1).Select(n => (UInt128)BigInteger.Pow(10, n))];

    private DynamoNumber(Int128 coefficient, int exponent)
    {
        Coefficient = coefficient;
        Exponent = exponent;
    }

    public Int128 Coefficient { get; }
    public int Exponent { get; }
    public bool IsNegative => Int128.IsNegative(Coefficient);
    public bool IsZero => Coefficient == 0;

    /// <summary>Number of significant digits; 0 for zero.</summary>
    public int Digits => CountDigits((UInt128)Int128.Abs(Coefficient));

    /// <summary>Power of ten of the first digit.</summary>
    public int Magnitude => Digits - 1 + Exponent;

    public static DynamoNumber Of(long value) => Normalise(value, 0);

    /// <summary>The coefficient must fit in 38 digits; the range of the result is the caller's check.</summary>
    public static DynamoNumber Normalise(Int128 coefficient, int exponent)
    {
        if (coefficient == 0)
            return default;
        while (true)
        {
            var (quotient, digit) = Int128.DivRem(coefficient, 10);
            if (digit != 0)
                return new DynamoNumber(coefficient, exponent);
            coefficient = quotient;
            exponent++;
        }
    }

    public static Outcome Add(DynamoNumber a, DynamoNumber b)
    {
        if (a.IsZero || b.IsZero)
            return new(a.IsZero ? b : a);
        var exponent = Math.Min(a.Exponent, b.Exponent);
        if (a.Digits + a.Exponent - exponent < MaxDigits && b.Digits + b.Exponent - exponent < MaxDigits)
            return Checked(Normalise(Scale(a, exponent) + Scale(b, exponent), exponent));

        var sum =
            (BigInteger)a.Coefficient * BigInteger.Pow(10, a.Exponent - exponent)
            + (BigInteger)b.Coefficient * BigInteger.Pow(10, b.Exponent - exponent);
        for (; !sum.IsZero && sum % 10 == 0; exponent++)
            sum /= 10;
        return BigInteger.Abs(sum) >= BigInteger.Pow(10, MaxDigits)
            ? new(NumberErrors.Precision)
            : Checked(Normalise((Int128)sum, exponent));
    }

    public static Outcome Subtract(DynamoNumber a, DynamoNumber b) => Add(a, new DynamoNumber(-b.Coefficient, b.Exponent));

    internal static Outcome Checked(DynamoNumber number) =>
        number.IsZero ? new(number)
        : number.Magnitude > MaxMagnitude ? new(NumberErrors.Overflow)
        : number.Magnitude < MinMagnitude ? new(NumberErrors.Underflow)
        : new(number);

    public int CompareTo(DynamoNumber other)
    {
        var sign = Int128.Sign(Coefficient);
        if (sign != Int128.Sign(other.Coefficient) || sign == 0)
            return sign.CompareTo(Int128.Sign(other.Coefficient));
        if (Magnitude != other.Magnitude)
            return Magnitude.CompareTo(other.Magnitude) * sign;
        // Same magnitude: the one with more digits has the lower exponent, and the other scaled to it still fits in 38 digits.
        var exponent = Math.Min(Exponent, other.Exponent);
        return Scale(this, exponent).CompareTo(Scale(other, exponent));
    }

    public bool Equals(DynamoNumber other) => Coefficient == other.Coefficient && Exponent == other.Exponent;

    public override bool Equals(object? obj) => obj is DynamoNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Coefficient, Exponent);

    public override string ToString() => NumberText.Format(this);

    /// <summary>The whole number if it is one and fits.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (IsZero)
            return true;
        if (Exponent < 0 || Magnitude > 18)
            return false;
        var scaled = Scale(this, 0);
        value = (long)Int128.Clamp(scaled, long.MinValue, long.MaxValue);
        return value == scaled;
    }

    private static Int128 Scale(DynamoNumber number, int exponent) => number.Coefficient * (Int128)PowersOfTen[number.Exponent - exponent];

    private static int CountDigits(UInt128 value)
    {
        var index = Array.BinarySearch(PowersOfTen, value);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>A number, or AWS's message why there is none.</summary>
    public readonly record struct Outcome
    {
        public Outcome(DynamoNumber number) => Number = number;

        public Outcome(string error) => Error = error;

        public DynamoNumber Number { get; }
        public string? Error { get; }
    }
}
