using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>
/// Where the ResponseURL of a custom resource's request points. On AWS it is a presigned URL of S3, which does not look at what it is
/// given.
/// </summary>
internal static class CustomResourcePage
{
    public const string Path = "/_localcloud/cloudformation/responses";

    private const int MostBytes = 4096;

    public static void Map(IEndpointRouteBuilder routes, CloudFormationService service) =>
        routes.MapMethods(Path + "/{account}/{region}/{stack}/{request}", ["PUT"], http => PutAsync(http, service));

    /// <summary>Whether it is what a custom resource's provider is asked.</summary>
    public static bool IsRequest(byte[] payload) => payload.AsSpan().IndexOf(Marker) >= 0 && Address(payload) is not null;

    /// <summary>
    /// Nobody will answer this request any more: the function has failed after all its retries, or could not be loaded. AWS waits for its
    /// time-out of an hour all the same.
    /// </summary>
    public static async ValueTask GivenUpAsync(Host host, byte[] payload, string reason)
    {
        if (payload.AsSpan().IndexOf(Marker) < 0 || Address(payload) is not [var account, var region, var stack, var request])
            return;
        if (host.Services.OfType<CloudFormationService>().FirstOrDefault() is not { } service)
            return;
        await host.ChangeAsync<StackState, Nothing>((StackState)service.State(new(account, region)), (s, changes) =>
                s.Signal(changes, stack, new(request, request, false, null, reason))
            )
            .ConfigureAwait(false);
    }

    // Of any event most have none
    private static ReadOnlySpan<byte> Marker => "\"ResponseURL\""u8;

    private static string[]? Address(byte[] payload)
    {
        try
        {
            if (
                JsonNode.Parse(payload) is JsonObject message
                && message["ResponseURL"] is JsonValue url
                && url.TryGetValue<string>(out var text)
                && Uri.TryCreate(text, UriKind.Absolute, out var address)
                && address.AbsolutePath.StartsWith(Path + "/", StringComparison.Ordinal)
                && address.AbsolutePath[(Path.Length + 1)..].Split('/') is { Length: 4 } parts
            )
                return parts;
        }
        catch (JsonException)
        {
            // Not one of ours
        }
        return null;
    }

    private static async Task PutAsync(HttpContext http, CloudFormationService service)
    {
        string Value(string name) => (string)http.Request.RouteValues[name]!;
        var state = (StackState)service.State(new(Value("account"), Value("region")));
        using var reader = new StreamReader(http.Request.Body);
        var signal = Read(Value("request"), await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false));
        var taken = await service
            .Host.ChangeAsync<StackState, Nothing>(state, (s, changes) => s.Signal(changes, Value("stack"), signal))
            .ConfigureAwait(false);
        http.Response.StatusCode = taken.Error?.Status ?? StatusCodes.Status200OK;
    }

    private static ResourceSignal Read(string request, string text)
    {
        ResourceSignal Failed(string reason, string? answer = null) => new(request, request, false, answer, reason);
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MostBytes)
            return Failed("Response object is too long.");
        try
        {
            if (JsonNode.Parse(text) is JsonObject answer)
                return Scalars.Member(answer, "Status") switch
                {
                    "SUCCESS" => new(request, request, true, text, null),
                    "FAILED" => Failed(Scalars.Member(answer, "Reason") ?? "Unknown", text),
                    var status => Failed($"Invalid Status {status}"),
                };
        }
        catch (JsonException)
        {
            // Said below
        }
        return Failed("Invalid response: it is not a JSON object");
    }
}
