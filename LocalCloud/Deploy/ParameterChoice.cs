using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy;

/// <summary>Values for what a template asks: given now, kept from the stack, or the template's default.</summary>
internal sealed record ParameterChoice(IReadOnlyDictionary<string, string> Given, IReadOnlyList<TemplateParameter> Declared)
{
    /// <returns>What was given, and every name that the template does not know, every value that it does not take.</returns>
    public static (ParameterChoice Choice, IReadOnlyList<string> Faults) Of(PublishedFolder published, DeployRequest request)
    {
        var (given, faults) = (new Dictionary<string, string>(), new List<string>());
        if ((request.ParametersFile ?? published.ParameterFile) is { } file)
        {
            var (values, error) = ParameterFile.Read(file);
            if (error is not null)
                faults.Add(error);
            given = values ?? given;
        }
        foreach (var (name, value) in request.Parameters)
            given[name] = value;
        var declared = published.Template.Parameters.ToList();
        var unknown = given.Keys.Where(name => !declared.Exists(p => p.Name == name)).ToList();
        if (unknown.Count > 0)
        {
            var known = declared.Count == 0 ? "none" : string.Join(", ", declared.Select(p => p.Name));
            faults.Add($"The template has no parameter {string.Join(", ", unknown)}. It has {known}.");
        }
        faults.AddRange(declared.Where(p => given.ContainsKey(p.Name)).Select(p => p.Fault(given[p.Name])).OfType<string>());
        return (new(given, declared), faults);
    }

    /// <returns>A text that names all that have no value; null when all have one.</returns>
    public string? Missing(IReadOnlyList<string> previous)
    {
        var missing = Declared.Where(p => !p.HasDefault && !Given.ContainsKey(p.Name) && !previous.Contains(p.Name)).ToList();
        return missing.Count == 0
            ? null
            : $"""
                These parameters need a value:
                {string.Join('\n', missing.Select(Describe))}
                Give --parameter NAME=VALUE, --parameters FILE, or write parameters.json beside the template (parameters.example.json shows how).
                """;
    }

    private static string Describe(TemplateParameter parameter) =>
        $"  {parameter.Name}{(parameter.NoEcho ? " (secret)" : parameter.Type == "String" ? "" : $" ({parameter.Type})")}"
        + (parameter.Description is null ? "" : $": {parameter.Description}");

    /// <summary>null keeps the stack's value; what is left out takes the default.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> ForChangeSet(IReadOnlyList<string> previous) =>
        [
            .. from parameter in Declared
            let given = Given.GetValueOrDefault(parameter.Name)
            where given is not null || previous.Contains(parameter.Name)
            select KeyValuePair.Create(parameter.Name, given),
        ];

    /// <summary>Takes the values of NoEcho parameters out of a text that is shown.</summary>
    public string Mask(string text) => Secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "****", StringComparison.Ordinal));

    /// <summary>What makes one deployment different from another, as far as it may be told.</summary>
    public IEnumerable<string> Public =>
        Given.Where(g => !Declared.Any(p => p.Name == g.Key && p.NoEcho)).Select(g => $"{g.Key}={g.Value}").Order(StringComparer.Ordinal);

    private IEnumerable<string> Secrets =>
        Given.Where(g => g.Value.Length > 0 && Declared.Any(p => p.Name == g.Key && p.NoEcho)).Select(g => g.Value);
}
