using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>Where the ResponseURL of a custom resource's request points. On AWS it is a presigned URL of S3, which does not look at what it is given.</summary>
internal static class CustomResourcePage
{
    public const string Path = "/_localcloud/cloudformation/responses";

    private const int MostBytes = 4096;

    public static void Map(IEndpointRouteBuilder routes, CloudFormationService service) =>
        routes.MapMethods(Path + "/{account}/{region}/{stack}/{request}", ["PUT"], http => PutAsync(http, service));

    private static async Task PutAsync(HttpContext http, CloudFormationService service)
    {
        string Value(string name) => (string)http.Request.RouteValues[name]!;
        var state = (StackState)service.State(new(Value("account"), Value("region")));
        using var reader = new StreamReader(http.Request.Body);
        var signal = Read(Value("request"), await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false));
        var taken = await service.Host.ChangeAsync<StackState, Nothing>(state, (s, changes) => s.Signal(changes, Value("stack"), signal)).ConfigureAwait(false);
        http.Response.StatusCode = taken.Error?.Status ?? StatusCodes.Status200OK;
    }

    private static ResourceSignal Read(string request, string text)
    {
        ResourceSignal Failed(string reason, string? answer = null) => new(request, request, false, answer, reason);
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MostBytes) return Failed("Response object is too long.");
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
