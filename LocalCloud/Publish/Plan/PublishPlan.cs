using System.Text.Json.Nodes;
using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Plan;

/// <summary>What each resource of a manifest becomes on AWS, as <see cref="Planner"/> has decided. It does not change any more.</summary>
internal sealed record PublishPlan(AppManifest Manifest, PublishOptions Options)
{
    /// <summary>What deploy calls the stack unless it is told otherwise.</summary>
    public string StackName { get; } = Names.Stack(Options.ApplicationName);

    public required IReadOnlyList<DatabasePlan> Databases { get; init; }
    public required IReadOnlyList<CachePlan> Caches { get; init; }
    public required IReadOnlyList<SecretPlan> Secrets { get; init; }
    public required IReadOnlyList<MergedStack> Stacks { get; init; }
    public required IReadOnlyList<FunctionPlan> Functions { get; init; }
    public required IReadOnlyList<ServicePlan> Services { get; init; }

    /// <summary>Resource by resource, for the summary.</summary>
    public required IReadOnlyList<Mapped> Mapped { get; init; }

    /// <summary>Each once; with any of them nothing is written.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Outputs of stacks that are there already, by the logical id of the parameter that each becomes, sorted:
    /// descriptions.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> ForeignOutputs { get; init; }

    public bool IsTest => Options.Profile == PublishProfile.Test;

    public bool NeedsNetwork => Databases.Count + Caches.Count + Services.Count > 0;
}

/// <summary>What became of a resource.</summary>
internal sealed record Mapped(string Resource, string Type, string Becomes);

/// <param name="Username">Of the master user, or <c>${Id}</c> of the template's parameter that has it.</param>
/// <param name="Password">The parameter of the manifest that holds it.</param>
/// <param name="DatabaseName">The database that is made with the server; others the application has to make. Null: RDS makes
/// <c>postgres</c> alone.</param>
internal sealed record DatabasePlan(string Name, string Id, string Version, string Username, string Password, string? DatabaseName)
{
    /// <summary>Nobody is given its password: whoever uses it has a role that may connect.</summary>
    public bool SignsInWithIam { get; init; }

    public string InstanceId => $"{Id}Database";
    public string ClusterId => $"{Id}Cluster";

    /// <summary>Aurora's second instance.</summary>
    public string StandbyId => $"{Id}Standby";
    public string ProxyId => $"{Id}Proxy";
}

/// <param name="Password">The parameter of the manifest that holds its password, which has no use on AWS.</param>
internal sealed record CachePlan(string Name, string Id, string? Password)
{
    public string CacheId => $"{Id}Cache";
}

/// <summary>A secret parameter: generated on AWS, or given by whoever deploys.</summary>
internal sealed record SecretPlan(string Parameter, ManifestGenerate? Generate, string? DatabaseUser, bool InUri)
{
    public string ResourceId => Names.Id(Parameter) is var id && id.EndsWith("Secret", StringComparison.Ordinal) ? id : $"{id}Secret";
    public string ParameterId => $"{Names.Id(Parameter)}Value";

    /// <summary>What stands in the place of its value.</summary>
    public string Reference =>
        DatabaseUser is null
            ? $"{{{{resolve:secretsmanager:${{{ResourceId}}}:SecretString}}}}"
            : $"{{{{resolve:secretsmanager:${{{ResourceId}}}:SecretString:password}}}}";
}

/// <summary>A template of the AppHost, which is merged in under its own logical ids.</summary>
/// <param name="Comments">What stands above a resource in the file.</param>
internal sealed record MergedStack(string Name, string File, JsonObject Template, IReadOnlyDictionary<string, string> Comments)
{
    public JsonObject Part(string section) => Template[section] as JsonObject ?? [];
}

/// <summary>A Lambda function.</summary>
/// <param name="Name">Unique in the application.</param>
/// <param name="Project">The resource whose code it is.</param>
internal sealed record FunctionPlan(string Name, ManifestProject Project, ProjectFacts Facts, FunctionSettings Settings)
{
    public string Id => Names.Id(Name);
    public string FunctionId => $"{Id}Function";
    public string Zip => $"{Project.Name}.zip";

    /// <summary>It takes every request of its project's HTTP API that no other function's route matches.</summary>
    public bool ServesHttp { get; init; }

    public int Memory => Settings.Memory ?? (ServesHttp || Settings.Routes.Length > 0 ? 512 : 1024);
    public int Timeout => Settings.Timeout ?? (ServesHttp || Settings.Routes.Length > 0 ? 29 : 30);
    public bool IsWarmedUp => Settings.WarmUp ?? Settings.ProvisionedConcurrency is null or 0;

    /// <summary>What every caller names. It leads to a version: a deployment takes effect for all at once, and can be taken back.</summary>
    public string Alias => Settings.Alias ?? "live";
    public bool IsHttp => ServesHttp || Settings.Routes.Length > 0;

    public IReadOnlyList<ProjectAccess> Access =>
        [.. Facts.Access.Where(a => a.Functions.Length == 0 || a.Functions.Contains(Settings.Name))];

    /// <summary>Its own variables, in the order of the manifest.</summary>
    public IReadOnlyList<FunctionVariable> Variables { get; init; } = [];

    /// <summary>Logical ids of the queues that it works off.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>The logical id of its bus, or <c>default</c>.</summary>
    public string? Bus { get; init; }
    public bool InVpc { get; init; }

    /// <summary>The alias, by which all callers name it; its Ref is an ARN.</summary>
    public string InvokeId => $"{Id}Alias";
}

internal sealed record FunctionVariable(string Name, JsonNode Value, IReadOnlyList<string> Mentions);

/// <summary>A container on ECS Fargate.</summary>
/// <param name="Why">Why it is no function.</param>
internal sealed record ServicePlan(ManifestProcess Process, string Why, string ImageFrom)
{
    public string Name => Process.Name;
    public string Id => Names.Id(Process.Name);
    public string ImageParameter => $"{Id}Image";
    public IReadOnlyList<FunctionVariable> Variables { get; init; } = [];
    public IReadOnlyList<JsonNode> Arguments { get; init; } = [];
    public IReadOnlyList<ProjectAccess> Access { get; init; } = [];

    /// <summary>The first HTTP binding, else the first: what it listens on.</summary>
    public ManifestBinding? Binding => Process.Bindings.FirstOrDefault(b => b.Scheme == "http") ?? Process.Bindings.FirstOrDefault();
    public int Port => PortOf(Binding);

    /// <summary>Where it listens: .NET's images do so at 8080, others where the manifest says.</summary>
    public int PortOf(ManifestBinding? binding) => binding?.TargetPort ?? (Process is ManifestProject ? null : binding?.Port) ?? 8080;
}
