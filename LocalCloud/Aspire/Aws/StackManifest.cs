using Aspire.Hosting.Publishing;

namespace LocalCloud.Aspire.Aws;

/// <summary>
/// How a stack stands in the manifest: <c>aws.cloudformation.template.v0</c> and <c>aws.cloudformation.stack.v0</c>, as
/// Aspire.Hosting.AWS writes them.
/// </summary>
internal static class StackManifest
{
    public static void Write(ManifestPublishingContext context, CloudFormationResource stack)
    {
        var json = context.Writer;
        json.WriteString("type", stack.HasTemplate ? "aws.cloudformation.template.v0" : "aws.cloudformation.stack.v0");
        json.WriteString("stack-name", stack.StackName);
        if (stack.HasTemplate)
            json.WriteString("template-path", context.GetManifestRelativePath(stack.TemplatePath));
        json.WriteStartArray("references");
        foreach (var target in stack.References)
        {
            json.WriteStartObject();
            json.WriteString("target-resource", target.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
