using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>Whether each intrinsic function was given arguments of its form. What they evaluate to is not known here.</summary>
internal static class FunctionForms
{
    public static AwsError? Check(JsonNode? node, bool extended = false)
    {
        if (Functions.TryGet(node, out var name, out var argument) && Fault(name, argument, extended) is { } fault)
            return TemplateError.Function(fault);
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        return children.Select(child => Check(child, extended)).FirstOrDefault(error => error is not null);
    }

    private static string? Fault(string name, JsonNode? argument, bool extended) =>
        (name, argument) switch
        {
            (Functions.Ref, _) => Scalars.IsScalar(argument) ? null : "every Ref object must have a single String value.",
            (Functions.GetAtt, _) => Reference.OfGetAtt(argument) is not null
                ? null
                : "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute",
            (Functions.Sub, _) => SubFault(argument),
            (Functions.Join, _) => argument is JsonArray { Count: 2 } && Scalars.IsScalar(argument[0])
                ? null
                : "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a "
                    + "function that returns a list of strings (such as Fn::GetAZs) to be joined.",
            (Functions.Split, _) => argument is JsonArray { Count: 2 } && Scalars.IsScalar(argument[0])
                ? null
                : "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function "
                    + "that returns a string to be split.",
            (Functions.Select, _) => argument is JsonArray { Count: 2 }
                ? null
                : "Fn::Select requires a list argument with two elements: an integer index and a list",
            (Functions.If, _) => argument is JsonArray { Count: 3 } ? null : "Fn::If requires a list argument with three elements",
            (Functions.FindInMap, JsonArray { Count: 4 }) when extended => null,
            (Functions.FindInMap, _) => argument is JsonArray { Count: 3 }
                ? null
                : "every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value",
            (Functions.EqualsTo, _) => argument is JsonArray { Count: 2 }
                ? null
                : "every Fn::Equals object requires a list of 2 string parameters.",
            (Functions.And or Functions.Or, _) => argument is JsonArray { Count: >= 2 and <= 10 }
                ? null
                : $"every {name} object requires a list of at least 2 and at most 10 boolean parameters.",
            (Functions.Not, _) => argument is JsonArray { Count: 1 }
                ? null
                : "every Fn::Not object requires a list of 1 boolean parameter.",
            (Functions.Cidr, _) => argument is JsonArray { Count: 2 or 3 }
                ? null
                : "every Fn::Cidr object requires two or three parameters, the IP block, the count and the CIDR bits",
            _ when Functions.IsKnown(name) => null,
            _ when extended && Functions.IsExtension(name) => null,
            ("Fn::Transform", _) => $"{name} is not supported by LocalCloud",
            _ => $"Encountered unsupported function: {name} Supported functions are: [{string.Join(", ", Functions.All)}]",
        };

    private static string? SubFault(JsonNode? argument)
    {
        var text = argument is JsonArray { Count: 2 } pair && pair[1] is JsonObject ? pair[0] : argument;
        if (!Scalars.IsScalar(text))
            return "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an "
                + "optional second argument to specify a mapping of values to replace in the string";
        return SubPart.Split(Scalars.Text(text)).Any(part => part.IsVariable && !part.IsValidName)
            ? "variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons"
            : null;
    }
}
