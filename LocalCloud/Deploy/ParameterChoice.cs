using LocalCloud.Deploy.CloudFormation;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy;

/// <summary>Values for what a template asks: given now, kept from the stack, or the template's default.</summary>
sealed record ParameterChoice(IReadOnlyDictionary<string, string> Given, IReadOnlyList<TemplateParameter> Declared)
{
    /// <returns>What was given: every name that the template does not know, and every value that it does not take, is an error.</returns>
    public static ParameterChoice Of(PublishedFolder published, DeployRequest request)
    {
        var given = new Dictionary<string, string>();
        if ((request.ParametersFile ?? published.ParameterFile) is { } file)
        {
            var (values, error) = ParameterFile.Read(file);
            given = values ?? throw new DeployException(error!, ExitCodes.BadInput);
        }
        foreach (var (name, value) in request.Parameters)
            given[name] = value;
        var declared = published.Template.Parameters.ToList();
        var unknown = given.Keys.Where(name => !declared.Exists(p => p.Name == name)).ToList();
        if (unknown.Count > 0) throw new DeployException(
            $"The template has no parameter {string.Join(", ", unknown)}. It has {(declared.Count == 0 ? "none" : string.Join(", ", declared.Select(p => p.Name)))}.", ExitCodes.BadInput);
        var faults = declared.Where(p => given.ContainsKey(p.Name)).Select(p => p.Fault(given[p.Name])).OfType<string>().ToList();
        return faults.Count == 0 ? new(given, declared) : throw new DeployException(string.Join('\n', faults), ExitCodes.BadInput);
    }

    /// <summary>Names all that have no value, before anything happens.</summary>
    public void RequireAll(IReadOnlyList<string> previous)
    {
        var missing = Declared.Where(p => !p.HasDefault && !Given.ContainsKey(p.Name) && !previous.Contains(p.Name)).ToList();
        if (missing.Count == 0) return;
        throw new DeployException($"""
            These parameters need a value:
            {string.Join('\n', missing.Select(p => $"  {p.Name}{(p.NoEcho ? " (secret)" : p.Type == "String" ? "" : $" ({p.Type})")}{(p.Description is null ? "" : $": {p.Description}")}"))}
            Give --parameter NAME=VALUE, --parameters FILE, or write parameters.json beside the template (parameters.example.json shows how).
            """, ExitCodes.BadInput);
    }

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
    public IEnumerable<string> Public => Given.Where(g => !Declared.Any(p => p.Name == g.Key && p.NoEcho)).Select(g => $"{g.Key}={g.Value}").Order(StringComparer.Ordinal);

    IEnumerable<string> Secrets => Given.Where(g => g.Value.Length > 0 && Declared.Any(p => p.Name == g.Key && p.NoEcho)).Select(g => g.Value);
}
