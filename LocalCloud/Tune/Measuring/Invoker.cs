using LocalCloud.AwsClients.Lambda;
using LocalCloud.Prices;
using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Measuring;

/// <summary>
/// One invocation: the hook before it, itself, the hook after it. Only itself is measured, and by Lambda: this machine's clock has no part
/// in it.
/// </summary>
internal sealed class Invoker(LambdaClient lambda, TuneRequest request, FunctionFacts function, LambdaPrices prices)
{
    private const int MostShown = 2000;

    public async Task<Sample> InvokeAsync(Variant variant, string alias, string payload, CancellationToken cancellation)
    {
        if (request.Before is { } before)
        {
            var made = await CallAsync(before, null, payload, $"--pre {before}", cancellation).ConfigureAwait(false);
            if (made.Payload.Trim() is not ("" or "null" or "{}" or "\"\""))
                payload = made.Payload;
        }
        var answer = await CallAsync(request.Function, alias, payload, variant.Name, cancellation).ConfigureAwait(false);
        var report = ReportLine.Find(answer.Log)
            ?? throw new TuneException(
                $"{variant.Name}: there is no REPORT line in what the function has logged. With JSON logs, the system log level has to be "
                    + $"INFO or DEBUG. The end of its log:\n{answer.Log}"
            );
        if (request.After is { } after)
            await CallAsync(after, null, answer.Payload.Length > 0 ? answer.Payload : "null", $"--post {after}", cancellation)
                .ConfigureAwait(false);
        var arm = (variant.Build?.Architecture ?? function.Architecture) == "arm64";
        return new(
            report.Duration,
            report.Billed,
            report.UsedMb,
            report.Init,
            LambdaCost.Invocation(prices, variant.Size, arm, report.Billed, function.EphemeralStorage)
        );
    }

    private async Task<Answer> CallAsync(string function, string? alias, string payload, string what, CancellationToken cancellation)
    {
        var answer = await lambda.InvokeAsync(function, alias, payload, cancellation).ConfigureAwait(false);
        return answer.FunctionError is null
            ? answer
            : throw new TuneException(
                $"{what} failed ({answer.FunctionError}): {Cut(answer.Payload)}\nPayload: {Cut(payload)}\nThe end of its "
                    + $"log:\n{answer.Log.TrimEnd()}"
            );
    }

    private static string Cut(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}... ({text.Length} characters)";
}
