using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.AwsClients.Json;
using LocalCloud.AwsClients.Signing;

namespace LocalCloud.AwsClients.Lambda;

/// <summary>The operations of Lambda that measuring needs: https://docs.aws.amazon.com/lambda/latest/api.</summary>
internal sealed class LambdaClient(ServiceConfig config, AWSCredentials credentials) : JsonClient(config, credentials)
{
    private const string Functions = "/2015-03-31/functions",
        Function = "/2015-03-31/functions/{function}";

    public static LambdaClient Open(AwsConnection connection) =>
        // An invocation takes up to 15 minutes
        connection.Client(
            new ServiceConfig("Lambda", "lambda", "2015-03-31") { Timeout = TimeSpan.FromMinutes(16) },
            (config, credentials) => new LambdaClient(config, credentials)
        );

    /// <returns>The configuration, and an address from which the package can be downloaded for ten minutes.</returns>
    public async Task<(FunctionFacts Facts, Uri? Code)> GetAsync(string function, CancellationToken cancellation)
    {
        var json = (await SendAsync(new JsonCall("GET", Function, ("function", function)), cancellation).ConfigureAwait(false)).Json;
        return (
            FunctionFacts.Read(json["Configuration"]!.AsObject()),
            (string?)json["Code"]?["Location"] is { } location ? new Uri(location) : null
        );
    }

    public async Task<FunctionFacts> ConfigurationAsync(string function, string? qualifier, CancellationToken cancellation) =>
        FunctionFacts.Read(
            (
                await SendAsync(
                        new JsonCall("GET", $"{Function}/configuration", ("function", function)) { Query = [("Qualifier", qualifier)] },
                        cancellation
                    )
                    .ConfigureAwait(false)
            ).Json
        );

    /// <param name="memorySize">MB.</param>
    /// <param name="variables">All of them: those that are not named go.</param>
    public Task UpdateConfigurationAsync(
        string function,
        int memorySize,
        IReadOnlyDictionary<string, string> variables,
        CancellationToken cancellation
    ) =>
        SendAsync(
            new JsonCall("PUT", $"{Function}/configuration", ("function", function)).WithJson(
                new()
                {
                    ["MemorySize"] = memorySize,
                    ["Environment"] = new JsonObject { ["Variables"] = Object(variables) },
                }
            ),
            cancellation
        );

    /// <summary>The names of all functions of the account and region.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation)
    {
        var names = new List<string>();
        string? marker = null;
        do
        {
            // With its slash, as the API's model has it
            var page = (
                await SendAsync(new JsonCall("GET", $"{Functions}/") { Query = [("Marker", marker)] }, cancellation).ConfigureAwait(false)
            ).Json;
            names.AddRange(page["Functions"]!.AsArray().Select(f => (string)f!["FunctionName"]!));
            marker = (string?)page["NextMarker"];
        } while (marker is { Length: > 0 });
        return names;
    }

    public Task UpdateCodeAsync(string function, byte[] zip, string architecture, CancellationToken cancellation) =>
        UpdateCodeAsync(function, zip, architecture, publish: false, cancellation);

    /// <param name="publish">The code becomes a version, too.</param>
    /// <returns>The version's number; <c>$LATEST</c> where none was published.</returns>
    public async Task<string> UpdateCodeAsync(
        string function,
        byte[] zip,
        string architecture,
        bool publish,
        CancellationToken cancellation
    ) =>
        (string?)
            (
                await SendAsync(
                        new JsonCall("PUT", $"{Function}/code", ("function", function)).WithJson(
                            new()
                            {
                                ["ZipFile"] = Convert.ToBase64String(zip),
                                ["Architectures"] = new JsonArray(architecture),
                                ["Publish"] = publish,
                            }
                        ),
                        cancellation
                    )
                    .ConfigureAwait(false)
            ).Json["Version"]
        ?? "$LATEST";

    /// <returns>The version's number.</returns>
    public async Task<string> PublishAsync(string function, string description, CancellationToken cancellation) =>
        (string)
            (
                await SendAsync(
                        new JsonCall("POST", $"{Function}/versions", ("function", function)).WithJson(
                            new() { ["Description"] = description }
                        ),
                        cancellation
                    )
                    .ConfigureAwait(false)
            ).Json["Version"]!;

    /// <summary>A version that is not there is deleted already.</summary>
    public Task DeleteVersionAsync(string function, string version, CancellationToken cancellation) =>
        SendAsync(new JsonCall("DELETE", Function, ("function", function)) { Query = [("Qualifier", version)] }, cancellation);

    public async Task<IReadOnlyList<AliasFacts>> AliasesAsync(string function, CancellationToken cancellation) =>
        [
            .. (await ListAsync($"{Function}/aliases", "Aliases", function, cancellation).ConfigureAwait(false)).Select(a => new AliasFacts(
                (string)a["Name"]!,
                (string)a["FunctionVersion"]!,
                (string?)a["Description"] ?? ""
            )),
        ];

    /// <returns>The numbers of those that were published, with their descriptions.</returns>
    public async Task<IReadOnlyList<(string Number, string Description)>> VersionsAsync(string function, CancellationToken cancellation) =>
        [
            .. (await ListAsync($"{Function}/versions", "Versions", function, cancellation).ConfigureAwait(false))
                .Select(v => (Number: (string)v["Version"]!, Description: (string?)v["Description"] ?? ""))
                .Where(v => v.Number != "$LATEST"),
        ];

    /// <summary>Of all versions and aliases.</summary>
    public async Task<IReadOnlyList<Provisioned>> ProvisionedAsync(string function, CancellationToken cancellation) =>
        [
            .. (
                await ListAsync(
                        "/2019-09-30/functions/{function}/provisioned-concurrency",
                        "ProvisionedConcurrencyConfigs",
                        function,
                        cancellation,
                        ("List", "ALL")
                    )
                    .ConfigureAwait(false)
            ).Select(c => new Provisioned(
                ((string?)c["FunctionArn"])?.Split(':')[^1] ?? "",
                (int?)c["RequestedProvisionedConcurrentExecutions"] ?? 0
            )),
        ];

    public Task CreateAliasAsync(string function, AliasFacts alias, CancellationToken cancellation) =>
        SendAsync(
            new JsonCall("POST", $"{Function}/aliases", ("function", function)).WithJson(
                new()
                {
                    ["Name"] = alias.Name,
                    ["FunctionVersion"] = alias.Version,
                    ["Description"] = alias.Description,
                }
            ),
            cancellation
        );

    public Task UpdateAliasAsync(string function, string alias, string version, CancellationToken cancellation) =>
        SendAsync(
            new JsonCall("PUT", $"{Function}/aliases/{{alias}}", ("function", function), ("alias", alias)).WithJson(
                new() { ["FunctionVersion"] = version }
            ),
            cancellation
        );

    public Task DeleteAliasAsync(string function, string alias, CancellationToken cancellation) =>
        SendAsync(new JsonCall("DELETE", $"{Function}/aliases/{{alias}}", ("function", function), ("alias", alias)), cancellation);

    /// <summary>Waits for the answer, and for the last 4 KB of what it has logged.</summary>
    public async Task<Answer> InvokeAsync(string function, string? qualifier, string payload, CancellationToken cancellation)
    {
        var response = await SendAsync(
                new JsonCall("POST", $"{Function}/invocations", ("function", function))
                {
                    Query = [("Qualifier", qualifier)],
                    Headers = [("X-Amz-Log-Type", "Tail")],
                    Body = Encoding.UTF8.GetBytes(payload),
                },
                cancellation
            )
            .ConfigureAwait(false);
        var log = response.Header("X-Amz-Log-Result") is { } tail ? Encoding.UTF8.GetString(Convert.FromBase64String(tail)) : "";
        return new(Encoding.UTF8.GetString(response.Body), response.Header("X-Amz-Function-Error"), log)
        {
            RequestId = response.Header("x-amzn-RequestId"),
            ExecutedVersion = response.Header("X-Amz-Executed-Version"),
        };
    }

    /// <summary>Waits for nothing but that Lambda has taken it.</summary>
    /// <returns>The request id, by which the invocation will be logged.</returns>
    public async Task<string?> InvokeLaterAsync(string function, string? qualifier, string payload, CancellationToken cancellation) =>
        (
            await SendAsync(
                    new JsonCall("POST", $"{Function}/invocations", ("function", function))
                    {
                        Query = [("Qualifier", qualifier)],
                        Headers = [("X-Amz-Invocation-Type", "Event")],
                        Body = Encoding.UTF8.GetBytes(payload),
                    },
                    cancellation
                )
                .ConfigureAwait(false)
        ).Header("x-amzn-RequestId");

    public Task CreateAsync(JsonObject definition, CancellationToken cancellation) =>
        SendAsync(new JsonCall("POST", Functions).WithJson(definition), cancellation);

    public Task DeleteAsync(string function, CancellationToken cancellation) =>
        SendAsync(new JsonCall("DELETE", Function, ("function", function)), cancellation);

    private async Task<IReadOnlyList<JsonNode>> ListAsync(
        string path,
        string member,
        string function,
        CancellationToken cancellation,
        params (string Name, string? Value)[] query
    )
    {
        var all = new List<JsonNode>();
        string? marker = null;
        do
        {
            var call = new JsonCall("GET", path, ("function", function)) { Query = [.. query, ("Marker", marker)] };
            var page = (await SendAsync(call, cancellation).ConfigureAwait(false)).Json;
            all.AddRange(page[member]!.AsArray()!);
            marker = (string?)page["NextMarker"];
        } while (marker is { Length: > 0 });
        return all;
    }

    private static JsonObject Object(IReadOnlyDictionary<string, string> variables) =>
        new(variables.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, v.Value)));
}
