using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Message attributes as people write them: a line each, NAME=TYPE:VALUE.</summary>
internal static class AttributeLines
{
    public const string Hint =
        "A line each, NAME=TYPE:VALUE, as priority=Number:5 or shop=String:eu. Types: String, Number, Binary (in Base64), also with an "
        + "ending, as String.uuid";

    /// <param name="wrong">what is wrong with which line; null when nothing is</param>
    /// <returns>as SendMessage and Publish take them; null when there are none</returns>
    public static JsonObject? Read(string text, out string? wrong)
    {
        wrong = null;
        var attributes = new JsonObject();
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            number++;
            if (line.Trim().Length == 0)
                continue;
            wrong = Add(attributes, line) is { } reason ? $"Line {number} of the attributes, \"{line}\": {reason}" : null;
            if (wrong is not null)
                return null;
        }
        return attributes.Count == 0 ? null : attributes;
    }

    private static string? Add(JsonObject attributes, string line)
    {
        var equals = line.IndexOf('=');
        var colon = equals < 0 ? -1 : line.IndexOf(':', equals);
        if (equals < 1 || colon < 0)
            return "it has to be NAME=TYPE:VALUE, as priority=Number:5.";
        var (name, type, value) = (line[..equals].Trim(), line[(equals + 1)..colon].Trim(), line[(colon + 1)..]);
        if (type.Split('.')[0] is not ("String" or "Number" or "Binary"))
            return $"the type has to be String, Number or Binary, not \"{type}\".";
        if (attributes.ContainsKey(name))
            return $"{name} is there already.";
        var isBinary = type.StartsWith("Binary", StringComparison.Ordinal);
        if (isBinary && !Convert.TryFromBase64String(value, new byte[value.Length], out _))
            return "a Binary value has to be written in Base64.";
        attributes[name] = new JsonObject { ["DataType"] = type, [isBinary ? "BinaryValue" : "StringValue"] = value };
        return null;
    }
}
