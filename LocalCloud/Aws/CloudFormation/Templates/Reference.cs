using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>A name that a value refers to: of a resource or parameter, with the attribute where it is Fn::GetAtt's.</summary>
internal readonly record struct Reference(string Name, string? Attribute)
{
    /// <summary>
    /// Every reference in a value. Of an Fn::If only the branch that <paramref name="holds"/> chooses; both where it does not know.
    /// </summary>
    public static IEnumerable<Reference> In(JsonNode? node, Func<string, bool?> holds)
    {
        if (Functions.TryGet(node, out var function, out var argument))
        {
            switch (function, argument)
            {
                case (Functions.Ref, JsonValue):
                    return [new(Scalars.Text(argument), null)];
                case (Functions.GetAtt, _) when OfGetAtt(argument) is { } attribute:
                    return attribute.Attribute is { Length: > 0 } ? [attribute] : [attribute, .. In(argument, holds)];
                case (Functions.Sub, _):
                    return InSub(argument, holds);
                case (Functions.If, JsonArray { Count: 3 } branches):
                    var chosen = holds(Scalars.Text(branches[0]));
                    return (chosen == false ? [] : In(branches[1], holds)).Concat(chosen == true ? [] : In(branches[2], holds));
            }
        }
        return node switch
        {
            JsonObject members => members.SelectMany(member => In(member.Value, holds)),
            JsonArray items => items.SelectMany(item => In(item, holds)),
            _ => [],
        };
    }

    /// <summary>Both forms: ["Resource", "Attribute"] and, in JSON too, "Resource.Attribute".</summary>
    public static Reference? OfGetAtt(JsonNode? argument) =>
        argument switch
        {
            JsonArray { Count: 2 } pair when Scalars.IsScalar(pair[0]) && Scalars.IsScalar(pair[1]) => new(
                Scalars.Text(pair[0]),
                Scalars.Text(pair[1])
            ),
            // The attribute may be a parameter's value (docs: Fn::GetAtt, supported functions): some attribute, which one is known later
            JsonArray { Count: 2 } pair when Scalars.IsScalar(pair[0]) && Functions.TryGet(pair[1], out _, out _) => new(
                Scalars.Text(pair[0]),
                ""
            ),
            JsonValue when Scalars.Text(argument).Split('.', 2) is [{ Length: > 0 } name, { Length: > 0 } attribute] => new(
                name,
                attribute
            ),
            _ => null,
        };

    /// <summary>A variable of Fn::Sub: with a dot it is an attribute.</summary>
    public static Reference OfSub(string name) =>
        name.Split('.', 2) is [var resource, var attribute] ? new(resource, attribute) : new(name, null);

    private static IEnumerable<Reference> InSub(JsonNode? argument, Func<string, bool?> holds)
    {
        var (text, own) = argument is JsonArray { Count: 2 } pair ? (pair[0], pair[1] as JsonObject) : (argument, null);
        foreach (var part in SubPart.Split(Scalars.Text(text)))
            if (part.IsVariable && own?.ContainsKey(part.Text) != true)
                yield return OfSub(part.Text);
        foreach (var reference in In(own, holds))
            yield return reference;
    }
}
