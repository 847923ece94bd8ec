using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class CloudWatchDashboard()
    : ResourceType(
        "AWS::CloudWatch::Dashboard",
        new("DashboardName", Shape.Text) { Replacement = true },
        new("DashboardBody", Shape.Json) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "DashboardName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "monitoring",
                    "DeleteDashboards",
                    new() { ["DashboardNames"] = new JsonArray(JsonValue.Create(existing.PhysicalId)) }
                )
                .ConfigureAwait(false),
            "DashboardNotFoundError"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var put = await call.InvokeAsync(
                "monitoring",
                "PutDashboard",
                new() { ["DashboardName"] = call.PhysicalName, ["DashboardBody"] = Inputs.Document(call.Properties["DashboardBody"]!) }
            )
            .ConfigureAwait(false);
        return put.Ok(out _, out var error) ? new ResourceValues(call.PhysicalName, new Dictionary<string, string>()) : error;
    }
}
