using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class EventsEventBus() : ResourceType("AWS::Events::EventBus",
    new("Name", Shape.Text) { Required = true, Replacement = true },
    new("DeadLetterConfig", Shape.Object(new Property("Arn", Shape.Text))),
    new("Description", Shape.Text),
    new("KmsKeyIdentifier", Shape.Text),
    new("Tags", Shape.Tags))
{
    public override IReadOnlyList<string> Attributes => ["Arn", "Name"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("events", "CreateEventBus", call.Properties.Pick("Name", "DeadLetterConfig", "Description", "KmsKeyIdentifier", "Tags")).ConfigureAwait(false);
        if (created.Ok(out _, out var error) || call.Resumed && error.Code == "ResourceAlreadyExistsException") return Values(call);
        return error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var updated = await call.InvokeAsync("events", "UpdateEventBus",
            call.Properties.Pick("Name", "DeadLetterConfig", "Description", "KmsKeyIdentifier")).ConfigureAwait(false);
        return updated.Ok(out _, out var error) ? Values(call) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) => Inputs.Deleted(
        await call.InvokeAsync("events", "DeleteEventBus", new() { ["Name"] = existing.PhysicalId }).ConfigureAwait(false),
        "ResourceNotFoundException");

    private static ResourceValues Values(ResourceCall call) => new(call.PhysicalName, new Dictionary<string, string>
    {
        ["Arn"] = call.Scope.Arn("events", $"event-bus/{call.PhysicalName}"),
        ["Name"] = call.PhysicalName,
    });
}
