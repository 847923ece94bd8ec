using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Execution.Events;
using LocalCloud.Aws.ApiGateway.Execution.Integrations;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>
/// Lambda authorizers: their event in both formats, simple answers and policies, kept answers (docs: http-api-lambda-authorizer).
/// </summary>
internal static class FunctionAuthorizer
{
    public static async ValueTask<Answer?> RefuseAsync(Call call, Authorizer authorizer)
    {
        var identity = (authorizer.IdentitySource ?? []).ConvertAll(source => Selection.Parse(source)?.Read(call));
        if (identity.Exists(string.IsNullOrEmpty))
            return Gate.Unauthorized;
        var key = $"{authorizer.AuthorizerId}\n{string.Join('\n', identity)}";
        if (call.Service.Decisions.Find(call.Api.ApiId, call.Stage.StageName, key) is { } kept)
            return Decide(call, authorizer, kept);
        if (await AskAsync(call, authorizer, identity).ConfigureAwait(false) is not { } decision)
            return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
        if (authorizer.AuthorizerResultTtlInSeconds is > 0 and var seconds)
            call.Service.Decisions.Keep(call.Api.ApiId, call.Stage.StageName, key, decision, seconds);
        return Decide(call, authorizer, decision);
    }

    private static async Task<JsonElement?> AskAsync(Call call, Authorizer authorizer, List<string?> identity)
    {
        if (FunctionUri.Parse(MappingValue.Read(authorizer.AuthorizerUri!, call)!) is not { } function)
            return null;
        var payload = authorizer.AuthorizerPayloadFormatVersion == "2.0" ? EventOf2(call, identity) : EventOf1(call, identity);
        var result = await Functions.InvokeAsync(call, function, payload).ConfigureAwait(false);
        if (!result.Ok(out var returned, out _) || returned.Failed)
            return null;
        try
        {
            using var document = JsonDocument.Parse(returned.Payload);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Answer? Decide(Call call, Authorizer authorizer, JsonElement decision)
    {
        bool allowed;
        if (authorizer.EnableSimpleResponses == true)
        {
            if (!decision.TryGetProperty("isAuthorized", out var flag) || flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
            allowed = flag.GetBoolean();
        }
        else
        {
            if (!decision.TryGetProperty("policyDocument", out var policy))
                return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
            allowed = InvokePolicy.Allows(policy, call.Arn, Iam.Evaluation.GlobalKeys.Of(call.Http.Request, call.Context));
        }
        if (!allowed)
            return Gate.Forbidden;
        var context =
            decision.TryGetProperty("context", out var given) && given.ValueKind is JsonValueKind.Object ? JsonObject.Create(given)! : [];
        if (authorizer.AuthorizerPayloadFormatVersion == "1.0" && decision.TryGetProperty("principalId", out var principal))
            context["principalId"] = JsonValue.Create(principal);
        call.Authorizer = new() { ["lambda"] = context };
        return null;
    }

    private static byte[] EventOf2(Call call, List<string?> identity) => Event.Make(call, json =>
        {
            json.WriteString("version", "2.0");
            json.WriteString("type", "REQUEST");
            json.WriteString("routeArn", call.Arn);
            json.WriteStartArray("identitySource");
            identity.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteString("routeKey", call.Route.RouteKey);
            EventV2.Request(json, call);
            EventV2.Context(json, call, null);
            EventV2.Tail(json, call);
        });

    private static byte[] EventOf1(Call call, List<string?> identity) => Event.Make(call, json =>
        {
            json.WriteString("version", "1.0");
            json.WriteString("type", "REQUEST");
            json.WriteString("methodArn", call.Arn);
            json.WriteString("identitySource", string.Join(',', identity));
            json.WriteString("authorizationToken", string.Join(',', identity));
            EventV1.Request(json, call);
            EventV1.Tail(json, call);
            EventV1.Context(json, call);
        });
}
