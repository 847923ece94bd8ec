using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SchedulerScheduleGroup()
    : ResourceType("AWS::Scheduler::ScheduleGroup", new("Name", Shape.Text) { Replacement = true }, new("Tags", Shape.Tags))
{
    private static readonly TagOperations Tagging = new("scheduler", "ResourceArn");

    public override IReadOnlyList<string> Attributes => ["Arn", "CreationDate", "LastModificationDate", "State"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync(
                "scheduler",
                "CreateScheduleGroup",
                call.Properties.Pick("Tags").With("Name", call.PhysicalName)
            )
            .ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ConflictException")
            ? await ValuesAsync(call).ConfigureAwait(false)
            : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (await Tagging.UpdateAsync(call, existing, existing.Values.Attributes["Arn"]).ConfigureAwait(false) is { } failed)
            return failed;
        return await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("scheduler", "DeleteScheduleGroup", new() { ["Name"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call)
    {
        var got = await call.InvokeAsync("scheduler", "GetScheduleGroup", new() { ["Name"] = call.PhysicalName }).ConfigureAwait(false);
        if (!got.Ok(out var group, out var error))
            return error;
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] = group.Text("Arn"),
                ["CreationDate"] = Time("CreationDate"),
                ["LastModificationDate"] = Time("LastModificationDate"),
                ["State"] = group.Text("State"),
            }
        );

        string Time(string member) =>
            DateTimeOffset.UnixEpoch.AddSeconds(group.GetProperty(member).GetDouble()).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
    }
}
