namespace LocalCloud.Publish.Plan;

/// <summary>A plan that is being made: whoever decides on a resource adds what becomes of it, and sees what was decided before.</summary>
internal sealed class PlanDraft(AppManifest manifest, PublishOptions options)
{
    public AppManifest Manifest => manifest;
    public PublishOptions Options => options;
    public string StackName { get; } = Names.Stack(options.ApplicationName);
    public bool IsTest => options.Profile == PublishProfile.Test;

    public List<DatabasePlan> Databases { get; } = [];
    public List<CachePlan> Caches { get; } = [];
    public List<SecretPlan> Secrets { get; } = [];
    public List<MergedStack> Stacks { get; } = [];
    public List<FunctionPlan> Functions { get; } = [];
    public List<ServicePlan> Services { get; } = [];
    public List<Mapped> Mapped { get; } = [];
    public List<Refusal> Refusals { get; } = [];
    public List<string> Warnings { get; } = [];
    public SortedDictionary<string, string> ForeignOutputs { get; } = new(StringComparer.Ordinal);

    public ManifestResource Resource(string name) =>
        manifest.TryGet(name, out var resource) ? resource : throw new InvalidOperationException($"There is no resource '{name}'.");

    public void Refuse(ManifestResource resource, string reason, string wayOut) =>
        Refusals.Add(new(resource.Name, resource.Type, reason, wayOut));

    public PublishPlan Done() =>
        new(manifest, options)
        {
            Databases = [.. Databases],
            Caches = [.. Caches],
            Secrets = [.. Secrets],
            Stacks = [.. Stacks],
            Functions = [.. Functions],
            Services = [.. Services],
            Mapped = [.. Mapped],
            Refusals = [.. Refusals.Distinct()],
            Warnings = [.. Warnings],
            ForeignOutputs = [.. ForeignOutputs],
        };
}
