using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>One statement of a bus's policy: by its parts, or as a whole.</summary>
internal sealed class EventsEventBusPolicy()
    : ResourceType(
        "AWS::Events::EventBusPolicy",
        new("EventBusName", Shape.Text) { Replacement = true },
        new("StatementId", Shape.Text) { Required = true, Replacement = true },
        new("Action", Shape.Text),
        new("Principal", Shape.Text),
        new("Condition", Shape.Object(new("Key", Shape.Text), new("Type", Shape.Text), new("Value", Shape.Text))),
        new("Statement", Shape.Json)
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("events", "RemovePermission", existing.Properties.Pick("EventBusName", "StatementId"))
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("EventBusName", "StatementId", "Action", "Principal", "Condition");
        if (call.Properties["Statement"] is { } statement)
        {
            if (!(await MergedAsync(call, statement).ConfigureAwait(false)).Ok(out var policy, out var invalid))
                return invalid;
            input = call.Properties.Pick("EventBusName");
            input["Policy"] = policy;
        }
        if (!(await call.InvokeAsync("events", "PutPermission", input).ConfigureAwait(false)).Ok(out _, out var error))
            return error;
        return new ResourceValues(
            $"{Scalars.Member(call.Properties, "EventBusName") ?? "default"}|{Scalars.Member(call.Properties, "StatementId")}",
            new Dictionary<string, string>()
        );
    }

    /// <summary>The policy of the bus with the statement in it, in the place of the one that had its id.</summary>
    private static async ValueTask<Result<string>> MergedAsync(ResourceCall call, JsonNode statement)
    {
        var bus = new JsonObject { ["Name"] = Scalars.Member(call.Properties, "EventBusName") ?? "default" };
        if (!(await call.InvokeAsync("events", "DescribeEventBus", bus).ConfigureAwait(false)).Ok(out var answer, out var error))
            return error;
        JsonObject added;
        try
        {
            added = JsonNode.Parse(Inputs.Document(statement))!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return TemplateError.Validation("Value of property Statement must be an object");
        }
        var id = Scalars.Member(call.Properties, "StatementId");
        added["Sid"] = id;
        var policy = answer.TryGetProperty("Policy", out var text)
            ? JsonNode.Parse(text.GetString()!)!.AsObject()
            : new JsonObject { ["Version"] = "2012-10-17" };
        var others = (policy["Statement"] as JsonArray ?? []).Where(s => Scalars.Member(s, "Sid") != id).Select(s => s!.DeepClone());
        policy["Statement"] = new JsonArray([.. others, added]);
        return policy.ToJsonString();
    }
}
