using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>Where wait condition handles point: takes <c>{"Status": "SUCCESS", "UniqueId": ..., "Data": ..., "Reason": ...}</c>.</summary>
internal static class SignalPage
{
    public static void Map(IEndpointRouteBuilder routes, CloudFormationService service) =>
        routes.MapMethods(WaitConditionHandle.Path + "/{account}/{region}/{stack}/{target}", ["PUT"], http => PutAsync(http, service));

    private static async Task PutAsync(HttpContext http, CloudFormationService service)
    {
        string Value(string name) => (string)http.Request.RouteValues[name]!;
        var state = (StackState)service.State(new(Value("account"), Value("region")));
        JsonNode? message;
        try
        {
            message = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var signal = new ResourceSignal(
            Value("target"),
            Scalars.Member(message, "UniqueId") ?? Guid.NewGuid().ToString(),
            Scalars.Member(message, "Status") == "SUCCESS",
            Scalars.Member(message, "Data"),
            Scalars.Member(message, "Reason")
        );
        var taken = await service
            .Host.ChangeAsync<StackState, Nothing>(state, (s, changes) => s.Signal(changes, Value("stack"), signal))
            .ConfigureAwait(false);
        http.Response.StatusCode = taken.Error?.Status ?? StatusCodes.Status200OK;
    }
}
