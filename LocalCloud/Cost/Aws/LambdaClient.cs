using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.Cost.Measuring;
using LocalCloud.Deploy.Aws;

namespace LocalCloud.Cost.Aws;

/// <summary>What Lambda tells of a function: https://docs.aws.amazon.com/lambda/latest/api.</summary>
sealed class LambdaClient(QueryConfig config, AWSCredentials credentials) : JsonClient(config, credentials)
{
    public static LambdaClient Open(AwsConnection connection) =>
        connection.Client(new QueryConfig("Lambda", "lambda", "2015-03-31"), (config, keys) => new LambdaClient(config, keys));

    public async Task<FunctionFacts> FactsAsync(string logicalId, string function, CancellationToken cancellation)
    {
        var call = new JsonCall("GET", "/2015-03-31/functions/{function}/configuration", ("function", function));
        var configuration = await SendAsync(call, cancellation).ConfigureAwait(false);
        return FunctionFacts.Read(logicalId, configuration, await ProvisionedAsync(function, cancellation).ConfigureAwait(false));
    }

    async Task<IReadOnlyList<Provisioned>> ProvisionedAsync(string function, CancellationToken cancellation)
    {
        var found = new List<Provisioned>();
        string? marker = null;
        do
        {
            var call = new JsonCall("GET", "/2019-09-30/functions/{function}/provisioned-concurrency", ("function", function));
            var page = await SendAsync(call with { Query = [("List", "ALL"), ("Marker", marker)] }, cancellation).ConfigureAwait(false);
            foreach (var config in page["ProvisionedConcurrencyConfigs"] as JsonArray ?? [])
            {
                var qualifier = ((string?)config!["FunctionArn"])?.Split(':')[^1] ?? "";
                found.Add(new(qualifier, (int?)config["RequestedProvisionedConcurrentExecutions"] ?? 0));
            }
            marker = (string?)page["NextMarker"];
        } while (marker is { Length: > 0 });
        return found;
    }
}
