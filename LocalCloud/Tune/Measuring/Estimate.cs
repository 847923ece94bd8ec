using LocalCloud.AwsClients.Lambda;
using LocalCloud.Prices;
using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Measuring;

/// <summary>What a measurement will cost on AWS, which nobody knows before: what each 100 ms cost, and the most that it can be.</summary>
internal static class Estimate
{
    public static string Of(TuneRequest request, FunctionFacts function, IReadOnlyList<Variant> variants, LambdaPrices prices)
    {
        var each = Measurement.CountOf(request, variants.Count) / variants.Count;
        return $"{Measurement.CountOf(request, variants.Count)} invocations: {Form.Dollars(Sum(100))} if each takes 100 ms, "
            + $"at most {Form.Dollars(Sum(function.Timeout * 1000L))} if each takes all of its {function.Timeout} seconds"
            + (request.Before is null && request.After is null ? "" : "; the hooks cost more")
            + ".";

        decimal Sum(long milliseconds) =>
            each
            * variants.Sum(v =>
                LambdaCost.Invocation(
                    prices,
                    v.Size,
                    (v.Build?.Architecture ?? function.Architecture) == "arm64",
                    milliseconds,
                    function.EphemeralStorage
                )
            );
    }
}
