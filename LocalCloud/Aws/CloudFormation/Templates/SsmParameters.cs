using LocalCloud.Aws.Ssm;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>Template parameters whose value is a name in the Parameter Store.</summary>
internal static class SsmParameters
{
    /// <summary>The stored values by the template parameter's name, as they are now.</summary>
    public static Result<Dictionary<string, string>> Resolve(
        Host host,
        Scope scope,
        IReadOnlyDictionary<string, ParameterDeclaration> declared,
        IReadOnlyDictionary<string, string> given
    )
    {
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var parameter in declared.Values.Where(p => p.IsStored))
        {
            if ((given.GetValueOrDefault(parameter.Name) ?? parameter.Default) is not { Length: > 0 } name)
                continue;
            var found = host.Read((SsmState)host.Service<SsmService>().State(scope), s => Selector.Of(name).In(s));
            if (!found.Ok(out var stored, out _))
                missing.Add(name);
            else if (parameter.StoredType is null)
                continue;
            else if (stored.Version.Type == "SecureString")
                return TemplateError.Validation($"Parameters [{name}] referenced by template have types not supported by CloudFormation.");
            else
                resolved[parameter.Name] = stored.Version.Value;
        }
        return missing.Count == 0
            ? resolved
            : TemplateError.Validation($"Unable to fetch parameters [{string.Join(",", missing)}] from parameter store for this account.");
    }
}
