using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>How an intrinsic function stands in the value tree: an object with the function's name as its one member.</summary>
internal static class Functions
{
    public const string Ref = "Ref",
        Condition = "Condition",
        GetAtt = "Fn::GetAtt",
        Sub = "Fn::Sub",
        Join = "Fn::Join",
        Select = "Fn::Select",
        Split = "Fn::Split",
        FindInMap = "Fn::FindInMap",
        Base64 = "Fn::Base64",
        GetAzs = "Fn::GetAZs",
        ImportValue = "Fn::ImportValue",
        Cidr = "Fn::Cidr",
        If = "Fn::If",
        EqualsTo = "Fn::Equals",
        And = "Fn::And",
        Or = "Fn::Or",
        Not = "Fn::Not",
        Length = "Fn::Length",
        ToJsonString = "Fn::ToJsonString";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        Ref,
        GetAtt,
        Sub,
        Join,
        Select,
        Split,
        FindInMap,
        Base64,
        GetAzs,
        ImportValue,
        Cidr,
        If,
        EqualsTo,
        And,
        Or,
        Not
    );

    /// <summary>Those that the transform AWS::LanguageExtensions brings.</summary>
    public static bool IsExtension(string name) =>
        name is Length or ToJsonString || name.StartsWith("Fn::ForEach::", StringComparison.Ordinal);

    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>The arguments of every call of a function. Of an Fn::If only the branch that <paramref name="holds"/> chooses.</summary>
    public static IEnumerable<JsonNode?> Calls(JsonNode? node, string function, Func<string, bool> holds)
    {
        if (TryGet(node, out var name, out var argument))
        {
            if (name == If && argument is JsonArray { Count: 3 } branches)
                return Calls(branches[holds(Scalars.Text(branches[0])) ? 1 : 2], function, holds);
            if (name == function)
                return Calls(argument, function, holds).Prepend(argument);
        }
        return node switch
        {
            JsonObject members => members.SelectMany(member => Calls(member.Value, function, holds)),
            JsonArray items => items.SelectMany(item => Calls(item, function, holds)),
            _ => [],
        };
    }

    /// <summary>Also true of functions that do not exist: whoever evaluates it names them, rather than pass them on as data.</summary>
    public static bool TryGet(JsonNode? node, [NotNullWhen(true)] out string? name, out JsonNode? argument)
    {
        name = null;
        argument = null;
        if (node is not JsonObject { Count: 1 } call)
            return false;
        var (key, value) = call.GetAt(0);
        if (key != Ref && !key.StartsWith("Fn::", StringComparison.Ordinal))
            return false;
        (name, argument) = (key, value);
        return true;
    }
}
