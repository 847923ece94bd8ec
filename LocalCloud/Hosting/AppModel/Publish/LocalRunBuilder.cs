using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting;

/// <summary>What a run on this machine wants to know beyond the manifest.</summary>
static class LocalRunBuilder
{
    /// <param name="configuration"><c>Ports:RESOURCE</c> and <c>Ports:RESOURCE:ENDPOINT</c> change fixed ports.</param>
    public static LocalRun Build(IReadOnlyCollection<IResource> model, ImmutableArray<ManifestResource> localOnly, IConfiguration configuration)
    {
        var aws = model.OfType<LocalStackResource>().FirstOrDefault(l => l.IsUsed)?.Name;
        var references = model.OfType<ICloudFormationResource>()
            .SelectMany(stack => stack.Annotations.OfType<CloudFormationReferenceAnnotation>().Select(r => (Stack: stack, r.Target, r.ConfigSection))).ToList();
        return new()
        {
            LocalOnly = localOnly,
            Resources = model.ToImmutableDictionary(r => r.Name, r => Of(r, references.Where(x => ReferenceEquals(x.Target, r)).Select(x => (x.Stack, x.ConfigSection)).ToList(), aws, configuration), StringComparer.OrdinalIgnoreCase),
        };
    }

    static LocalResource Of(IResource resource, List<(ICloudFormationResource Stack, string? Section)> stacks, string? aws, IConfiguration configuration)
    {
        var profile = resource.TryGetLastAnnotation<LaunchProfileAnnotation>(out var launch) ? launch.Profile : null;
        return new()
        {
            Replicas = resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1,
            HealthChecks = [.. resource.Annotations.OfType<HttpHealthCheckAnnotation>().Select(h => new LocalHealthCheck(h.Path, h.EndpointName, h.StatusCode))],
            Bindings = [.. resource.Annotations.OfType<EndpointAnnotation>().Select((e, index) => new LocalBinding(e.Name, Port(resource, e, index == 0, configuration), e.TargetPort, e.IsProxied))],
            Waits = [.. Waits(resource), .. aws is not null && (resource is ICloudFormationResource || stacks.Count > 0) ? [new(aws, LocalWaitKind.Healthy)] : Array.Empty<LocalWait>()],
            Environment = profile is null ? [] : [.. profile.Environment.Select(v => new ManifestVariable(v.Key, ManifestExpression.Literal(v.Value)))],
            LaunchArgs = profile?.Args ?? [],
            TargetPath = resource.TryGetLastAnnotation<IProjectMetadata>(out var project) ? project.TargetPath : null,
            Parent = resource.TryGetLastAnnotation<ParentAnnotation>(out var parent) ? parent.Parent.Name : (resource as IResourceWithParent)?.Parent.Name,
            ExplicitStart = resource.HasAnnotationOfType<ExplicitStartupAnnotation>(),
            Urls = [.. resource.Annotations.OfType<ResourceUrlAnnotation>().Select(u => new LocalUrl(Text(u.Url), u.DisplayText, u.Endpoint?.EndpointName))],
            Stacks = [.. stacks.Where(s => s.Section is not null).Select(s => new LocalStackReference(s.Stack.Name, s.Section!)).Distinct()],
            StackParameters = resource is CloudFormationTemplateResource template ? [.. template.Parameters.Select(p => new ManifestVariable(p.Key, ManifestExpression.Literal(p.Value)))] : [],
            AwsEndpoint = resource is ICloudFormationResource || stacks.Count > 0 ? aws : null,
        };
    }

    static int? Port(IResource resource, EndpointAnnotation endpoint, bool first, IConfiguration configuration) =>
        PortSetting.Of(configuration, resource.Name, endpoint.Name, first) is { } set ? (set == 0 ? null : set) : endpoint.Port;

    static IEnumerable<LocalWait> Waits(IResource resource) => resource.Annotations.OfType<WaitAnnotation>().Select(w => new LocalWait(w.Resource.Name, w.WaitType switch
    {
        WaitType.WaitForCompletion => LocalWaitKind.Completed,
        WaitType.WaitUntilStarted => LocalWaitKind.Started,
        _ => LocalWaitKind.Healthy,
    }, w.ExitCode)).Distinct();

    static ManifestExpression Text(object url) => url is ReferenceExpression expression ? ManifestExpression.Parse(expression.ValueExpression) : ManifestExpression.Literal((string)url);
}
