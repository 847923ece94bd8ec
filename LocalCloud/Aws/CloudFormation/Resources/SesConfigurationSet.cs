using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SesConfigurationSet()
    : ResourceType(
        "AWS::SES::ConfigurationSet",
        [
            new("Name", Shape.Text) { Replacement = true },
            new("SendingOptions", Shape.Object(new Property("SendingEnabled", Shape.Boolean))),
            new(
                "DeliveryOptions",
                Shape.Object(new("TlsPolicy", Shape.Text), new("SendingPoolName", Shape.Text), new("MaxDeliverySeconds", Shape.Integer))
            ),
            new("ReputationOptions", Shape.Object(new Property("ReputationMetricsEnabled", Shape.Boolean))),
            new("TrackingOptions", Shape.Object(new("CustomRedirectDomain", Shape.Text), new("HttpsPolicy", Shape.Text))),
            new("SuppressionOptions", Shape.Any),
            new("VdmOptions", Shape.Any),
            new("Tags", Shape.Tags),
            .. Property.Keep("ArchivingOptions"),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("ses", "CreateConfigurationSet", Input(call)).ConfigureAwait(false);
        if (created.Ok(out _, out var error))
            return Values(call);
        return error.Code != "AlreadyExistsException" ? error
            : call.Resumed ? Values(call)
            : call.AlreadyExists(Name);
    }

    // Nobody sees it meanwhile: a stack's resource is changed as a whole
    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        await DeleteAsync(call, existing).ConfigureAwait(false);
        var input = Input(call);
        input["ConfigurationSetName"] = existing.PhysicalId;
        return (await call.InvokeAsync("ses", "CreateConfigurationSet", input).ConfigureAwait(false)).Ok(out _, out var error)
            ? existing.Values
            : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("ses", "DeleteConfigurationSet", new() { ["ConfigurationSetName"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "NotFoundException"
        );

    private static JsonObject Input(ResourceCall call) =>
        call
            .Properties.Pick(
                "SendingOptions",
                "DeliveryOptions",
                "ReputationOptions",
                "TrackingOptions",
                "SuppressionOptions",
                "VdmOptions",
                "Tags"
            )
            .With("ConfigurationSetName", call.PhysicalName);

    private static ResourceValues Values(ResourceCall call) => new(call.PhysicalName, new Dictionary<string, string>());
}
