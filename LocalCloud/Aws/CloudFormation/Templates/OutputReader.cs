using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal static class OutputReader
{
    private static readonly string[] Members = ["Value", "Description", "Condition", "Export"];

    public static Result<OutputDeclaration> Read(string name, JsonNode node)
    {
        if (node is not JsonObject members || members["Value"] is not { } value)
            return TemplateError.Format($"Output {name} is malformed. Every Outputs member must contain a Value object");
        foreach (var (member, _) in members)
            if (!Members.Contains(member))
                return TemplateError.Validation($"Invalid template output property '{member}'");
        if (members["Export"] is { } export && (export as JsonObject)?["Name"] is null)
            return TemplateError.Format($"Output {name} is malformed. Every Export member must contain a Name");
        return new OutputDeclaration(name, value)
        {
            Description = Scalars.Member(members, "Description"),
            Condition = Scalars.Member(members, "Condition"),
            ExportName = (members["Export"] as JsonObject)?["Name"],
        };
    }
}
