using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class EventsEventBus()
    : ResourceType(
        "AWS::Events::EventBus",
        new("Name", Shape.Text) { Required = true, Replacement = true },
        new("DeadLetterConfig", Shape.Object(new Property("Arn", Shape.Text))),
        new("Description", Shape.Text),
        new("EventSourceName", Shape.Text) { Replacement = true },
        new("KmsKeyIdentifier", Shape.Text),
        new("LogConfig", Shape.Object(new("IncludeDetail", Shape.Text), new("Level", Shape.Text))),
        new("Policy", Shape.Json),
        new("Tags", Shape.Tags)
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn", "Name"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync(
                "events",
                "CreateEventBus",
                call.Properties.Pick("Name", "DeadLetterConfig", "Description", "EventSourceName", "KmsKeyIdentifier", "LogConfig", "Tags")
            )
            .ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ResourceAlreadyExistsException")
            ? await PolicyAsync(call, null).ConfigureAwait(false)
            : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var updated = await call.InvokeAsync(
                "events",
                "UpdateEventBus",
                call.Properties.Pick("Name", "DeadLetterConfig", "Description", "KmsKeyIdentifier", "LogConfig")
            )
            .ConfigureAwait(false);
        return updated.Ok(out _, out var error) ? await PolicyAsync(call, existing.Properties["Policy"]).ConfigureAwait(false) : error;
    }

    /// <summary>Sets the policy that the template has, and removes the one that it had.</summary>
    private static async ValueTask<Result<ResourceValues>> PolicyAsync(ResourceCall call, JsonNode? before)
    {
        var input = new JsonObject { ["EventBusName"] = call.PhysicalName };
        if (call.Properties["Policy"] is { } policy)
            input["Policy"] = Inputs.Document(policy);
        else if (before is null)
            return Values(call);
        else
            input["RemoveAllPermissions"] = true;
        var operation = input.ContainsKey("Policy") ? "PutPermission" : "RemovePermission";
        return (await call.InvokeAsync("events", operation, input).ConfigureAwait(false)).Ok(out _, out var error) ? Values(call) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("events", "DeleteEventBus", new() { ["Name"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static ResourceValues Values(ResourceCall call) =>
        new(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] = call.Scope.Arn("events", $"event-bus/{call.PhysicalName}"),
                ["Name"] = call.PhysicalName,
            }
        );
}
