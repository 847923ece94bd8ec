using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class EventsArchive()
    : ResourceType(
        "AWS::Events::Archive",
        new("ArchiveName", Shape.Text) { Replacement = true },
        new("SourceArn", Shape.Text) { Required = true, Replacement = true },
        new("Description", Shape.Text),
        new("EventPattern", Shape.Json),
        new("KmsKeyIdentifier", Shape.Text),
        new("RetentionDays", Shape.Integer)
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn", "ArchiveName"];

    public override string NameProperty => "ArchiveName";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        PhysicalName.Generate(stackName, logicalId, 48);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = Input(call);
        input["EventSourceArn"] = Scalars.Member(call.Properties, "SourceArn");
        var created = await call.InvokeAsync("events", "CreateArchive", input).ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ResourceAlreadyExistsException") ? Values(call) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        // what the template no longer says goes back to its default
        var input = Input(call);
        foreach (var name in (string[])["Description", "EventPattern", "KmsKeyIdentifier"])
            input.TryAdd(name, "");
        input.TryAdd("RetentionDays", 0);
        return (await call.InvokeAsync("events", "UpdateArchive", input).ConfigureAwait(false)).Ok(out _, out var error)
            ? Values(call)
            : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("events", "DeleteArchive", new() { ["ArchiveName"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Input(ResourceCall call)
    {
        var input = call.Properties.Pick("Description", "KmsKeyIdentifier", "RetentionDays");
        input["ArchiveName"] = call.PhysicalName;
        if (call.Properties["EventPattern"] is { } pattern)
            input["EventPattern"] = Inputs.Document(pattern);
        return input;
    }

    private static ResourceValues Values(ResourceCall call) =>
        new(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] = call.Scope.Arn("events", $"archive/{call.PhysicalName}"),
                ["ArchiveName"] = call.PhysicalName,
            }
        );
}
