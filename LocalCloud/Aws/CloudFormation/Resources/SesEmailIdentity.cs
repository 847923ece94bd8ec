using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Verified at once, so there are no DKIM tokens to put into DNS.</summary>
internal sealed class SesEmailIdentity()
    : ResourceType(
        "AWS::SES::EmailIdentity",
        [
            new("EmailIdentity", Shape.Text) { Required = true, Replacement = true },
            new("Tags", Shape.Tags) { Replacement = true },
            .. Property.Keep(
                "ConfigurationSetAttributes",
                "DkimAttributes",
                "DkimSigningAttributes",
                "FeedbackAttributes",
                "MailFromAttributes"
            ),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "EmailIdentity";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("ses", "CreateEmailIdentity", call.Properties.Pick("EmailIdentity", "Tags"))
            .ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "AlreadyExistsException") ? Values(call) : error;
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => new(Values(call));

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("ses", "DeleteEmailIdentity", new JsonObject { ["EmailIdentity"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "NotFoundException"
        );

    private static ResourceValues Values(ResourceCall call) => new(call.PhysicalName, new Dictionary<string, string>());
}
