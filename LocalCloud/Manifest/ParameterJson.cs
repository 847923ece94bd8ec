using System.Text.Json;

namespace LocalCloud.Manifest;

/// <summary>The <c>inputs</c> of a parameter as Aspire writes them.</summary>
internal static class ParameterJson
{
    public static void Input(Utf8JsonWriter json, ManifestInput input)
    {
        json.WriteString("type", "string");
        if (input.Secret)
            json.WriteBoolean("secret", true);
        if (input.Default is not { } @default)
            return;
        json.WriteStartObject("default");
        if (@default.Value is { } value)
            json.WriteString("value", value);
        if (@default.Generate is { } generate)
            Generate(json, generate);
        json.WriteEndObject();
    }

    private static void Generate(Utf8JsonWriter json, ManifestGenerate rule)
    {
        json.WriteStartObject("generate");
        json.WriteNumber("minLength", rule.MinLength);
        Flag("lower", rule.Lower);
        Flag("upper", rule.Upper);
        Flag("numeric", rule.Numeric);
        Flag("special", rule.Special);
        Number("minLower", rule.MinLower);
        Number("minUpper", rule.MinUpper);
        Number("minNumeric", rule.MinNumeric);
        Number("minSpecial", rule.MinSpecial);
        json.WriteEndObject();

        void Flag(string property, bool? value)
        {
            if (value is { } given)
                json.WriteBoolean(property, given);
        }
        void Number(string property, int? value)
        {
            if (value is { } given)
                json.WriteNumber(property, given);
        }
    }
}
