namespace LocalCloud.Hosting;

/// <summary>A resource is data: a name and what has been said of it.</summary>
public interface IResource
{
    string Name { get; }
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>Something said of a resource.</summary>
public interface IResourceAnnotation;

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that others can wait with their start for.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource whose endpoints others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource that belongs to another, as a database to its server.</summary>
public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}

/// <summary>A resource that belongs to another of a known type.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent where T : IResource
{
    new T Parent { get; }
    IResource IResourceWithParent.Parent => Parent;
}

/// <summary>The annotations of a resource, in the order in which they were made.</summary>
public sealed class ResourceAnnotationCollection : System.Collections.ObjectModel.Collection<IResourceAnnotation>;

/// <summary>Base of resources.</summary>
public abstract class Resource : IResource
{
    /// <exception cref="ArgumentException">The name breaks Aspire's rule: 1 to 64 ASCII letters, digits and hyphens, first a letter, no hyphen last or doubled.</exception>
    protected Resource(string name)
    {
        if (ResourceName.Fault(name) is { } fault) throw new ArgumentException($"'{name}' is no resource name: {fault}.", nameof(name));
        Name = name;
    }

    public virtual string Name { get; }
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
    public override string ToString() => $"{GetType().Name} {Name}";
}
