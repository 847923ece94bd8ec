using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms;

/// <summary>
/// Carries out a template's transforms. AWS::LanguageExtensions comes first, whatever their order in the list (docs: Transform section).
/// </summary>
internal static class TransformPipeline
{
    public const string Extensions = "AWS::LanguageExtensions",
        Serverless = "AWS::Serverless-2016-10-31";

    public static Result<JsonObject> Run(
        JsonObject root,
        IReadOnlyList<string> transforms,
        IReadOnlyDictionary<string, ParameterDeclaration> parameters,
        TransformInput input
    )
    {
        foreach (var name in transforms)
            if (name is not (Extensions or Serverless))
                return TemplateError.Validation(
                    $"No transform named {name} "
                        + $"found.{(name.StartsWith("AWS::", StringComparison.Ordinal) ? $" LocalCloud has {Extensions} and {Serverless}." : "")}"
                );
        if (transforms.Contains(Extensions))
        {
            if (!LanguageExtensions.Expand(root, parameters, input).Ok(out var extended, out var error))
                return error;
            root = extended;
        }
        if (transforms.Contains(Serverless))
        {
            if (!ServerlessTransform.Expand(root, input).Ok(out var plain, out var error))
                return error;
            root = plain;
        }
        root.Remove("Transform");
        return root;
    }
}
