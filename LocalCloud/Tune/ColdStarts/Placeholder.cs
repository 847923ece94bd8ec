using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>
/// What stands for a value of a stack that there is not: an address where nobody listens, so that a function that connects while it starts
/// is refused at once and does not wait.
/// </summary>
internal static partial class Placeholder
{
    private const string Address = "127.0.0.1",
        Port = "1",
        Anything = "placeholder";

    /// <returns>null: the variable is left out.</returns>
    public static string? Of(YamlNode value) =>
        value switch
        {
            YamlScalarNode { Tag.IsEmpty: true, Value: var text } => Secret().Replace(text ?? "", Anything),
            YamlScalarNode scalar when scalar.Tag.Value == "!Sub" => Secret()
                .Replace(Reference().Replace(scalar.Value!, m => Named(m.Groups[1].Value)), Anything),
            YamlScalarNode scalar => Named(scalar.Value!),
            _ => null,
        };

    private static string Named(string reference) =>
        reference.EndsWith("Port", StringComparison.Ordinal) ? Port
        : reference.Contains("Endpoint", StringComparison.Ordinal) || reference.EndsWith("Address", StringComparison.Ordinal) ? Address
        : reference == "AWS::Region" ? "us-east-1"
        : Anything;

    // With a reference in it, which is no secret by itself
    [GeneratedRegex(@"\{\{resolve:.*?\}\}")]
    private static partial Regex Secret();

    [GeneratedRegex(@"\$\{([^}!][^}]*)\}")]
    private static partial Regex Reference();
}
