using System.Numerics;
using Amazon.DynamoDBv2;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class NumberTests : DynamoDbTest
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("+5", "5")]
    [InlineData("007", "7")]
    [InlineData("1.500", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-0.00120", "-0.0012")]
    [InlineData("1e3", "1000")]
    [InlineData("1E-3", "0.001")]
    [InlineData("1.23e+2", "123")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("-1.2345678901234567890123456789012345678", "-1.2345678901234567890123456789012345678")]
    [InlineData("100000000000000000000000000000000000000000", "100000000000000000000000000000000000000000")]
    [InlineData("0.000000000000000000000000000000000000000000012", "0.000000000000000000000000000000000000000000012")]
    public async Task A_number_comes_back_exact_and_normalised(string put, string got)
    {
        await CreateThingsAsync();

        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(put) });

        Assert.Equal(got, (await GetAsync("a"))!["n"].N);
    }

    [Theory]
    [InlineData("9.9999999999999999999999999999999999999E+125", null)]
    [InlineData("1E-130", null)]
    [InlineData("1E126", NumberErrors.Overflow)]
    [InlineData("-1E126", NumberErrors.Overflow)]
    [InlineData("1E-131", NumberErrors.Underflow)]
    [InlineData("1E99999999999999999999", NumberErrors.Overflow)]
    [InlineData("123456789012345678901234567890123456789", NumberErrors.Precision)]
    [InlineData("1.00000000000000000000000000000000000001", NumberErrors.Precision)]
    [InlineData("", NumberErrors.NotANumber)]
    [InlineData("abc", NumberErrors.NotANumber + ": abc")]
    [InlineData("1e", NumberErrors.NotANumber + ": 1e")]
    [InlineData("1 ", NumberErrors.NotANumber + ": 1 ")]
    [InlineData("1.2.3", NumberErrors.NotANumber + ": 1.2.3")]
    [InlineData("--1", NumberErrors.NotANumber + ": --1")]
    [InlineData("NaN", NumberErrors.NotANumber + ": NaN")]
    public async Task Numbers_have_a_range_and_a_precision(string put, string? message)
    {
        await CreateThingsAsync();
        var call = () => PutAsync(new() { ["id"] = S("a"), ["n"] = N(put) });

        if (message is null)
            await call();
        else
            await RefusedAsync(message, call);
    }

    [Theory]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("99999999999999999999999999999999999998", "1", "99999999999999999999999999999999999999")]
    [InlineData("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000")]
    [InlineData("1e30", "1e-7", "1000000000000000000000000000000.0000001")]
    [InlineData("5", "-5", "0")]
    [InlineData("-1.5", "0.25", "-1.25")]
    public async Task Adding_is_exact(string a, string b, string sum)
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(a) });

        var answer = await UpdateAsync("a", "ADD n :b", new() { [":b"] = N(b) }, returns: ReturnValue.UPDATED_NEW);

        Assert.Equal(sum, answer.Attributes["n"].N);
    }

    [Fact]
    public async Task A_sum_that_does_not_fit_is_refused_not_rounded()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N("1e40") });

        await RefusedAsync(NumberErrors.Precision, () => UpdateAsync("a", "ADD n :b", new() { [":b"] = N(1) }));
    }

    // Pairs of every magnitude, against an exact rational of BigInteger. The seed makes a failure repeatable.
    [Fact]
    public void Order_sum_and_text_agree_with_exact_arithmetic()
    {
        var random = new Random(20260101);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Next(random), Next(random));
            var (x, y) = (Exact(a), Exact(b));

            Assert.Equal(x.CompareTo(y), Math.Sign(a.CompareTo(b)));
            Assert.Equal(a, NumberText.Parse(a.ToString()).Number);
            if (DynamoNumber.Add(a, b) is { Error: null } sum)
                Assert.Equal(x + y, Exact(sum.Number));
            Assert.Equal(Math.Sign(a.CompareTo(b)), Math.Sign(Ordered(a).AsSpan().SequenceCompareTo(Ordered(b))));
        }
    }

    private static DynamoNumber Next(Random random)
    {
        var digits = string.Concat(Enumerable.Range(0, random.Next(1, random.Next(2, 39))).Select(_ => random.Next(10)));
        var text = $"{(random.Next(2) == 0 ? "-" : "")}{digits}e{random.Next(-60, random.Next(-59, 60))}";
        var outcome = NumberText.Parse(text);
        Assert.Null(outcome.Error);
        return outcome.Number;
    }

    // Scaled by 10^200, every number in range is an integer.
    private static BigInteger Exact(DynamoNumber number) => (BigInteger)number.Coefficient * BigInteger.Pow(10, number.Exponent + 200);

    private static byte[] Ordered(DynamoNumber number)
    {
        var schema = new LocalCloud.Aws.DynamoDb.Tables.KeySchema([new("h", AttributeType.S)], [new("r", AttributeType.N)]);
        return LocalCloud.Aws.DynamoDb.Tables.KeyBytes.Of(
            schema,
            new Dictionary<string, AttributeValue> { ["h"] = new StringValue("x"), ["r"] = new NumberValue(number) }
        );
    }
}
