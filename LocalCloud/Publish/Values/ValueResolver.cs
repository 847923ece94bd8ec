using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Values;

/// <summary>Expressions of the manifest as values of the template.</summary>
internal sealed class ValueResolver(PlanDraft plan)
{
    // Sized to RDS Proxy: many small environments, each with few connections that it gives back. DISCARD ALL on return would pin a
    // connection to its client (docs: RDS Proxy, "Avoiding pinning").
    private const string PooledNpgsql = "Maximum Pool Size=10;Connection Idle Lifetime=120;Timeout=10;No Reset On Close=true";

    /// <param name="fault">What cannot be said in a template.</param>
    public TemplateText Resolve(ManifestExpression expression, out string? fault)
    {
        fault = null;
        var text = TemplateText.Empty;
        foreach (var part in expression.Parts)
        {
            var piece = part switch
            {
                ManifestLiteral literal => TemplateText.Literal(literal.Text),
                ManifestReference reference => Resolve(reference, out fault),
                _ => TemplateText.Empty,
            };
            if (fault is not null)
                return text;
            text = text.Append(piece);
        }
        return text;
    }

    /// <summary>A connection string of Npgsql's form as RDS Proxy wants it; any other text as it is.</summary>
    /// <param name="pooled">With the pool that suits many small environments.</param>
    public TemplateText ForProxy(TemplateText text, bool pooled)
    {
        if (!text.Shape.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
            return text;
        if (pooled && !text.Shape.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
            text = text.Append(TemplateText.Literal($";{PooledNpgsql}"));
        // A token is given in clear within TLS, so that the server has to prove who it is; the proxy's certificate is one of Amazon Trust
        // Services, which every system trusts
        var token = text.Mentions.Any(m => plan.Databases.Any(d => d.SignsInWithIam && d.ProxyId == m));
        return token && !text.Shape.Contains("SSL Mode", StringComparison.OrdinalIgnoreCase)
            ? text.Append(TemplateText.Literal(";SSL Mode=VerifyFull"))
            : text;
    }

    private TemplateText Resolve(ManifestReference reference, out string? fault)
    {
        fault = null;
        plan.Manifest.TryGet(reference.Resource, out var target);
        if (
            plan.Databases.FirstOrDefault(d => d.Name == reference.Resource) is { } database
            && Database(database, reference, target!, out fault) is { } ofDatabase
        )
            return ofDatabase;
        if (
            plan.Caches.FirstOrDefault(c => c.Name == reference.Resource) is { } cache
            && Cache(cache, reference, target!, out fault) is { } ofCache
        )
            return ofCache;
        switch (target)
        {
            case ManifestParameter parameter when reference.Path != "connectionString":
                return ParameterForm.IsFixed(parameter) ? Resolve(parameter.Value, out fault) : Parameter(parameter);
            case ManifestParameter { ConnectionString: null } or ManifestAnnotatedString when reference.Path == "connectionString":
                fault = $"{reference} has no connection string";
                return TemplateText.Empty;
            case ManifestAnnotatedString annotated:
                return Resolve(annotated.Value, out fault);
            case ManifestCloudFormation stack when reference.Output is { } output:
                return Output(stack, output, out fault);
            case ManifestProcess process when reference.IsBinding(out var name, out var property):
                return Binding(process, name, property, out fault);
            case ManifestUnknown or ManifestExecutable:
                fault = $"{reference} refers to '{reference.Resource}', which is not deployed";
                return TemplateText.Empty;
            case { ConnectionString: { } connectionString } when reference.Path == "connectionString":
                return Resolve(connectionString, out fault);
            default:
                fault = $"{reference} has no value on AWS";
                return TemplateText.Empty;
        }
    }

    private TemplateText? Database(DatabasePlan database, ManifestReference reference, ManifestResource target, out string? fault)
    {
        fault = null;
        if (reference.Path == "connectionString")
            return Resolve(target.ConnectionString!, out fault);
        if (!reference.IsBinding(out _, out var property))
            return null;
        var host = TemplateText.Node(Cfn.GetAtt(database.ProxyId, "Endpoint"));
        return Address(property, host, TemplateText.Literal("5432"), "tcp", "tls");
    }

    private TemplateText? Cache(CachePlan cache, ManifestReference reference, ManifestResource target, out string? fault)
    {
        fault = null;
        if (reference.Path == "connectionString")
        {
            // A literal port or path behind it stays; TLS cannot be switched off on a serverless cache
            var text = Resolve(target.ConnectionString!, out fault);
            return fault is null
                ? text.Append(
                    TemplateText.Literal(
                        text.Shape.Contains("ssl=", StringComparison.OrdinalIgnoreCase)
                            ? ",abortConnect=false"
                            : ",ssl=true,abortConnect=false"
                    )
                )
                : null;
        }
        if (!reference.IsBinding(out _, out var property))
            return null;
        return Address(
            property,
            TemplateText.Node(Cfn.GetAtt(cache.CacheId, "Endpoint.Address")),
            TemplateText.Node(Cfn.GetAtt(cache.CacheId, "Endpoint.Port")),
            "rediss",
            "tls"
        );
    }

    private TemplateText Parameter(ManifestParameter parameter)
    {
        if (plan.Caches.Any(c => c.Password == parameter.Name) || plan.Databases.Any(d => d.SignsInWithIam && d.Password == parameter.Name))
            return TemplateText.Gone;
        if (plan.Secrets.FirstOrDefault(s => s.Parameter == parameter.Name) is { } secret)
            return TemplateText.Node(Cfn.Sub(secret.Reference));
        return TemplateText.Node(Cfn.Ref(Names.Id(parameter.Name)));
    }

    private TemplateText Output(ManifestCloudFormation stack, string output, out string? fault)
    {
        fault = null;
        if (stack.TemplatePath is null)
        {
            var id = Names.Id(stack.Name) + Names.Id(output);
            plan.ForeignOutputs[id] = $"Output {output} of the stack {stack.StackName}";
            return TemplateText.Node(Cfn.Ref(id));
        }
        if (plan.Stacks.FirstOrDefault(s => s.Name == stack.Name)?.Part("Outputs")[output]?["Value"] is { } value)
            return TemplateText.Node(value.DeepClone());
        fault = $"the template of '{stack.Name}' has no output {output}";
        return TemplateText.Empty;
    }

    private TemplateText Binding(ManifestProcess process, string name, string property, out string? fault)
    {
        fault = null;
        if (plan.Functions.FirstOrDefault(f => f.Project == process && f.ServesHttp) is { } function)
        {
            var host = TemplateText.Node(
                Cfn.Sub($"${{{Names.Id(function.Project.Name)}HttpApi}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}")
            );
            if (property == "targetPort")
                return TemplateText.Literal("8080");
            return Address(property, host, TemplateText.Literal("443"), "https", "https") ?? TemplateText.Empty;
        }
        if (plan.Services.FirstOrDefault(s => s.Process == process) is { } service)
        {
            var binding = process.Binding(name);
            var text = service.PortOf(binding).ToString(CultureInfo.InvariantCulture);
            if (property == "targetPort")
                return TemplateText.Literal(text);
            // TLS ends at whoever is before it; between the private subnets it is plain
            var scheme = binding?.Scheme is "https" or null ? "http" : binding.Scheme;
            return Address(
                property,
                TemplateText.Node(Cfn.Sub($"{Names.Label(process.Name)}.${{AWS::StackName}}.internal")),
                TemplateText.Literal(text),
                scheme,
                "plain"
            ) ?? TemplateText.Empty;
        }
        fault = plan.Refusals.Any(r => r.Resource == process.Name)
            ? $"it refers to '{process.Name}', which is refused"
            : $"it calls '{process.Name}' over HTTP, which is a function without an HTTP API: call WithExternalHttpEndpoints() on it, or "
                + "send it a message";
        return TemplateText.Empty;
    }

    private static TemplateText? Address(string property, TemplateText host, TemplateText port, string scheme, string tls) =>
        property switch
        {
            "host" => host,
            "port" or "targetPort" => port,
            "scheme" => TemplateText.Literal(scheme),
            "hostAndPort" => host.Append(TemplateText.Literal(":")).Append(port),
            "url" when tls == "https" => TemplateText.Literal("https://").Append(host),
            "url" => TemplateText.Literal($"{scheme}://").Append(host).Append(TemplateText.Literal(":")).Append(port),
            "tlsEnabled" => TemplateText.Literal(tls == "plain" ? "false" : "true"),
            _ => null,
        };
}
