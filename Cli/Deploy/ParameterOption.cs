using System.CommandLine.Parsing;

namespace Serverless.Cli.Deploy;

/// <summary>Parameters of a template as they are given: <c>NAME=VALUE</c>.</summary>
internal static class ParameterOption
{
    public static void Check(OptionResult result)
    {
        // The value may be a secret
        foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
            result.AddError($"'{token.Value}' is no NAME=VALUE.");
    }

    /// <returns>The last of a name counts.</returns>
    public static Dictionary<string, string> Read(string[]? given)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in given ?? [])
            parameters[pair.Split('=', 2)[0]] = pair.Split('=', 2)[1];
        return parameters;
    }
}
