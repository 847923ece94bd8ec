using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Its name stands within the Template property.</summary>
internal sealed class SesTemplate()
    : ResourceType(
        "AWS::SES::Template",
        new Property(
            "Template",
            Shape.Object(
                new("TemplateName", Shape.Text),
                new("SubjectPart", Shape.Text) { Required = true },
                new("TextPart", Shape.Text),
                new("HtmlPart", Shape.Text)
            )
        )
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        NameOf(properties) ?? base.GenerateName(stackName, logicalId, properties);

    public override bool NeedsReplacement(JsonObject before, JsonObject after) => NameOf(before) != NameOf(after);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("ses", "CreateEmailTemplate", Input(call, call.PhysicalName)).ConfigureAwait(false);
        if (created.Ok(out _, out var error))
            return Values(call.PhysicalName);
        return error.Code != "AlreadyExistsException" ? error
            : call.Resumed ? Values(call.PhysicalName)
            : call.AlreadyExists(Name);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        (await call.InvokeAsync("ses", "UpdateEmailTemplate", Input(call, existing.PhysicalId)).ConfigureAwait(false)).Ok(
            out _,
            out var error
        )
            ? existing.Values
            : error;

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("ses", "DeleteEmailTemplate", new() { ["TemplateName"] = existing.PhysicalId }).ConfigureAwait(false),
            "NotFoundException"
        );

    private static JsonObject Input(ResourceCall call, string name)
    {
        var content = new JsonObject();
        foreach (var (property, member) in new[] { ("SubjectPart", "Subject"), ("TextPart", "Text"), ("HtmlPart", "Html") })
            if (call.Properties["Template"]?[property] is { } part)
                content[member] = part.DeepClone();
        return new() { ["TemplateName"] = name, ["TemplateContent"] = content };
    }

    private static string? NameOf(JsonObject properties) =>
        properties["Template"] is JsonObject template ? Scalars.Member(template, "TemplateName") : null;

    private static ResourceValues Values(string name) => new(name, new Dictionary<string, string> { ["Id"] = name });
}
