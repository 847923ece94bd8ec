using LocalCloud.AwsClients.Lambda;

namespace LocalCloud.Tune.Preparing;

/// <summary>Waits until Lambda has carried out a change: https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    public static async Task<FunctionFacts> AwaitAsync(
        LambdaClient lambda,
        string function,
        string? qualifier,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var facts = await lambda.ConfigurationAsync(function, qualifier, cancellation).ConfigureAwait(false);
            if (facts.LastUpdate == "Failed" || facts.State == "Failed")
                throw new TuneException($"Lambda could not carry out a change of {function}: {facts.Reason ?? "no reason given"}");
            if (facts.LastUpdate == "Successful" && facts.State != "Pending")
                return facts;
            await Task.Delay(Between, time, cancellation).ConfigureAwait(false);
        }
    }
}
