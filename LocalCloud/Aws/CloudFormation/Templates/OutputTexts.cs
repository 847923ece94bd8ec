using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>An output is a text: values that can only be a list are refused before anything is made.</summary>
internal static class OutputTexts
{
    public static AwsError? Check(Template template)
    {
        foreach (var output in template.Outputs.Values)
            if (IsList(template, output.Value))
                return TemplateError.Format(
                    $"Output {output.Name} is malformed. The Value field of every Outputs member must evaluate to a String and not a List."
                );
        return null;
    }

    private static bool IsList(Template template, JsonNode? value)
    {
        if (value is JsonArray)
            return true;
        return Functions.TryGet(value, out var function, out var argument)
            && function switch
            {
                Functions.Split or Functions.GetAzs or Functions.Cidr => true,
                Functions.Ref => template.Parameters.TryGetValue(Scalars.Text(argument), out var parameter) && parameter.IsList,
                Functions.If => argument is JsonArray { Count: 3 } branches
                    && (IsList(template, branches[1]) || IsList(template, branches[2])),
                _ => false,
            };
    }
}
