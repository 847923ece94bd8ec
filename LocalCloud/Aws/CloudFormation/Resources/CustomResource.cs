using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// A resource that a function or the subscribers of a topic make: they get an event and answer at its ResponseURL (docs: Custom resource
/// request and response objects).
/// </summary>
internal sealed class CustomResource(string type) : ResourceType(type)
{
    public const string Prefix = "Custom::",
        PlainName = "AWS::CloudFormation::CustomResource";

    private const int LongestTimeout = 3600;

    /// <summary>Whatever the answer's Data has.</summary>
    public override IReadOnlyList<string> Attributes => [];

    public override bool HasAttribute(string name) => true;

    public static bool Is(string type) => type == PlainName || type.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Any properties; numbers and booleans arrive as text, as on AWS.</summary>
    public override Result<JsonNode> Read(JsonObject values)
    {
        if (Scalars.Member(values, "ServiceToken") is not { Length: > 0 })
            return TemplateError.Validation("Property ServiceToken cannot be empty.");
        return
            Scalars.Member(values, "ServiceTimeout") is { } timeout
            && !(
                int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 1 and <= LongestTimeout
            )
            ? TemplateError.Validation($"ServiceTimeout must be between 1 and {LongestTimeout}")
            : Texts(values)!;
    }

    /// <summary>A function that answers for its own stack may take another token, which is no replacement; its answer decides.</summary>
    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) =>
        Values(await AskAsync(call, "Create", null, call.Properties).ConfigureAwait(false), null);

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        Values(await AskAsync(call, "Update", existing, call.Properties).ConfigureAwait(false), existing.PhysicalId);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        (await AskAsync(call, "Delete", existing, existing.Properties).ConfigureAwait(false)).Error is { } error ? error : Nothing.Instance;

    /// <summary>The id that a provider has given with its failure.</summary>
    public static string? FailedId(AwsError error) =>
        error.Members is { ValueKind: JsonValueKind.Object } answer
        && answer.TryGetProperty("PhysicalResourceId", out var id)
        && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    private async ValueTask<Result<JsonObject>> AskAsync(
        ResourceCall call,
        string request,
        ExistingResource? existing,
        JsonObject properties
    )
    {
        var id = RequestId(call, request, existing);
        var message = new JsonObject
        {
            ["RequestType"] = request,
            ["ServiceToken"] = Scalars.Member(properties, "ServiceToken"),
            ["ResponseURL"] =
                $"{call.Host.Endpoint}{CustomResourcePage.Path}/{call.Scope.Account}/{call.Scope.Region}/{call.Stack.Key}/{id}",
            ["StackId"] = call.Stack.StackId,
            ["RequestId"] = id,
            ["LogicalResourceId"] = call.LogicalId,
        };
        if (existing is not null)
            message["PhysicalResourceId"] = existing.PhysicalId;
        message["ResourceType"] = Name;
        message["ResourceProperties"] = properties.DeepClone();
        if (request == "Update")
            message["OldResourceProperties"] = existing!.Properties.DeepClone();

        if (
            (await SendAsync(call, Scalars.Member(properties, "ServiceToken")!, message.ToJsonString()).ConfigureAwait(false)).Error is
            { } unsent
        )
            return unsent;
        return await AnswerAsync(call, id, properties).ConfigureAwait(false);
    }

    /// <summary>The same for the same request after a restart: whoever gets it twice can know it.</summary>
    private static string RequestId(ResourceCall call, string request, ExistingResource? existing)
    {
        var of =
            $"{call.Stack.StackId}/{call.PhysicalName}/{existing?.PhysicalId}/{request}/{call.Stack.Updated?.UtcTicks}/{call.RollsBack}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 16)).ToString();
    }

    private static async ValueTask<Result<Nothing>> SendAsync(ResourceCall call, string token, string message)
    {
        switch (token.Split(':') is [_, _, var service, ..] ? service : "")
        {
            case "lambda":
                var invoked = await call
                    .Host.InvokeAsync(
                        call.Scope,
                        InvokeOperation.Definition,
                        new InvokeRequest
                        {
                            FunctionName = token,
                            InvocationType = "Event",
                            Payload = Encoding.UTF8.GetBytes(message),
                        },
                        call.Cancellation
                    )
                    .ConfigureAwait(false);
                return invoked.Error is { } notInvoked ? notInvoked : Nothing.Instance;
            case "sns":
                var published = await call.InvokeAsync(
                        "sns",
                        "Publish",
                        new()
                        {
                            ["TopicArn"] = token,
                            ["Subject"] = "AWS CloudFormation custom resource request",
                            ["Message"] = message,
                        }
                    )
                    .ConfigureAwait(false);
                return published.Error is { } notPublished ? notPublished : Nothing.Instance;
            default:
                return TemplateError.Validation($"Invalid service token: {token} is neither a Lambda function nor an SNS topic");
        }
    }

    private static async ValueTask<Result<JsonObject>> AnswerAsync(ResourceCall call, string id, JsonObject properties)
    {
        var seconds = int.TryParse(
            Scalars.Member(properties, "ServiceTimeout"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var given
        )
            ? given
            : LongestTimeout;
        var answered = await call
            .Stacks.UntilAsync(
                () => call.Stack.Signals.Exists(s => s.Target == id),
                call.Stacks.Time.GetUtcNow().AddSeconds(seconds),
                call.Cancellation
            )
            .ConfigureAwait(false);
        if (!answered)
            return Failed(
                $"CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [{id}]. If "
                    + "you are using the Python cfn-response module, "
                    + "you may need to update your Lambda function code so that CloudFormation can attach the updated version."
            );
        var taken = await call
            .Host.ChangeAsync<StackState, ResourceSignal>(call.Stacks, (state, changes) =>
            {
                var signal = call.Stack.Signals.Find(s => s.Target == id)!;
                call.Stack.Signals.Remove(signal);
                state.Put(changes, call.Stack);
                return signal;
            })
            .ConfigureAwait(false);
        if (!taken.Ok(out var signal, out var error))
            return error;
        return signal.Success
            ? JsonNode.Parse(signal.Data!)!.AsObject()
            : Failed($"Received response status [FAILED] from custom resource. Message returned: {signal.Reason} (RequestId: {id})") with
            {
                Members = signal.Data is { } text ? JsonDocument.Parse(text).RootElement.Clone() : null,
            };
    }

    // Said as it is: CloudFormation puts no code behind it
    private static AwsError Failed(string reason) => new("", reason);

    private static Result<ResourceValues> Values(Result<JsonObject> answered, string? before)
    {
        if (!answered.Ok(out var answer, out var error))
            return error;
        if ((Scalars.Member(answer, "PhysicalResourceId") ?? before) is not { Length: > 0 and <= 1024 } id)
            return Failed("Invalid PhysicalResourceId");
        var data = answer["Data"] as JsonObject ?? [];
        return new ResourceValues(
            id,
            data.ToDictionary(d => d.Key, d => Scalars.TryText(d.Value, out var text) ? text : d.Value?.ToJsonString() ?? "")
        );
    }

    private static JsonNode? Texts(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Texts(m.Value)))),
            JsonArray items => new JsonArray(items.Select(Texts).ToArray()),
            _ => Scalars.TryText(node, out var text) ? JsonValue.Create(text) : node?.DeepClone(),
        };
}
