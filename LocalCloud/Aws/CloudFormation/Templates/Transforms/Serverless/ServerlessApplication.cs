using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>AWS::Serverless::Application: a nested stack.</summary>
internal static class ServerlessApplication
{
    public static string? Expand(Expansion into, string id, JsonObject resource, JsonObject properties)
    {
        if (!Scalars.IsScalar(properties["Location"]))
            return "Location of the Serverless Application Repository is not supported by LocalCloud: it must be the URL of a template";
        var stack = Expansion.Pick(properties, "Parameters", "NotificationARNs", "TimeoutInMinutes");
        stack["TemplateURL"] = properties["Location"]!.DeepClone();
        stack["Tags"] = Expansion.Tags(properties);
        into.Add(id, "AWS::CloudFormation::Stack", stack, resource, isItself: true);
        return null;
    }
}
