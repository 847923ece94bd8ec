using System.Collections.Concurrent;
using System.Text.Json;
using LocalCloud.Aws.Store;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws;

/// <summary>One AWS service: how its requests are recognised, its operations, and its state in each scope.</summary>
internal abstract class Service
{
    private readonly ConcurrentDictionary<Scope, ServiceState> _states = [];
    private Dictionary<string, RecordOperation>? _byName;

    /// <summary>The signing name, as in the credential scope; also the name on the health page and in the store.</summary>
    public abstract string Id { get; }

    /// <summary>The prefix of its IAM actions, under which its calls are counted.</summary>
    public virtual string CountedAs => Id;

    /// <summary>Further signing names.</summary>
    public virtual IReadOnlyList<string> OtherSigningNames => [];

    /// <summary>What stands before the dot of X-Amz-Target, for services that speak AWS JSON.</summary>
    public virtual string? TargetPrefix => null;

    /// <summary>The Version parameter of the query protocol, for services that speak it.</summary>
    public virtual string? QueryVersion => null;

    /// <summary>xmlns of the query protocol's answers.</summary>
    public virtual string XmlNamespace => "";

    /// <summary>Lists and maps of the query protocol's answers repeat their element instead of wrapping member elements.</summary>
    public virtual bool FlattenedXml => false;

    /// <summary>
    /// For services that speak REST-JSON: where the paths of their unsigned requests begin (a signed request is known by its signing name).
    /// Empty when such paths could as well name a bucket.
    /// </summary>
    public virtual IReadOnlyList<string>? RestPaths => null;

    /// <summary>The member of a REST-JSON error that holds its message: "message" or "Message", as the error's shape has it.</summary>
    public virtual string MessageMember(AwsError error) => "message";

    /// <summary>In bytes; above AWS's own limit, so that this speaks first.</summary>
    public virtual int LargestRequest => Dispatcher.MaxBody;

    /// <summary>Answers tell the CRC-32 of their body (x-amz-crc32), which SDKs verify.</summary>
    public virtual bool SendsCrc32 => false;

    /// <summary>Errors of the query protocol have a Detail element, which is always empty.</summary>
    public virtual bool HasErrorDetail => false;

    /// <summary>What stands before # in __type of an error; null when the service answers the bare code.</summary>
    public virtual string? ErrorNamespace => null;

    /// <summary>The service's words for an operation of the query protocol that it does not have; null for LocalCloud's.</summary>
    public virtual string? InvalidAction(string action) => null;

    /// <summary>The error of a request that breaks a declared constraint.</summary>
    public virtual AwsError Invalid(string message) => new(QueryVersion is null ? "ValidationException" : "ValidationError", message);

    /// <summary>The error of a caller that asks too often, as a fault has it.</summary>
    public virtual AwsError Throttled => new(QueryVersion is null ? "ThrottlingException" : "Throttling", "Rate exceeded");

    /// <summary>The error of a request that fails by no fault of the caller's.</summary>
    public virtual AwsError Broken => AwsError.InternalFailure;

    /// <summary>
    /// Made when they are first asked for: the JSON code of all services together takes longer to compile than the emulator to start.
    /// </summary>
    public abstract IReadOnlyList<Operation> Operations { get; }

    /// <summary>
    /// Operations of the public API model that are left out, for the coverage page; in REST-JSON with their route ("GetThing GET
    /// /things/{Name}"), so that the error can name them.
    /// </summary>
    public virtual IReadOnlyList<string> NotSupported => field ??= Unsupported.Of(Id);

    /// <summary>Older names of operations that are here, which nothing on the wire tells apart, for the coverage page.</summary>
    public virtual IReadOnlyList<string> OlderNames => [];

    /// <summary>How the query protocol's answers and errors are written.</summary>
    public virtual QueryForm QueryForm => QueryForm.Usual;

    /// <summary>True for a host under which the service shows what somebody has stored, so that a page from there is not
    /// LocalCloud's.</summary>
    public virtual bool HoldsContent(string host) => false;

    protected abstract ServiceState CreateState(Scope scope);

    /// <summary>Set before anything is loaded.</summary>
    public Host Host { get; internal set; } = null!;

    /// <summary>Background work: called once, after all states have been loaded. It is signalled, never polls, and ends with
    /// <paramref name="stopping"/>.</summary>
    public virtual void Start(CancellationToken stopping) { }

    /// <summary>Pages of the service under /_localcloud/.</summary>
    public virtual void MapPages(IEndpointRouteBuilder routes) { }

    /// <summary>
    /// True for actions of links that people visit: such a request of the query protocol has neither signature nor version.
    /// </summary>
    public virtual bool AnswersLink(string action) => false;

    /// <summary>True for a host that a resource of the service was given as its own.</summary>
    public virtual bool GaveOut(string host) => false;

    /// <summary>False for actions that a resource's own address does not have.</summary>
    public virtual bool AnswersAt(PathString path, string action) => true;

    /// <summary>A last word on a query request before it is decoded, for members that travel outside of the form.</summary>
    internal virtual void Complete(HttpRequest http, FormTree form) { }

    internal bool SignsAs(string signingName) => signingName == Id || OtherSigningNames.Contains(signingName);

    public ServiceState State(Scope scope) =>
        _states.TryGetValue(scope, out var state)
            ? state
            : _states.GetOrAdd(scope, static (scope, service) => service.CreateState(scope), this);

    /// <summary>Of all scopes that were used so far.</summary>
    public IEnumerable<ServiceState> States => _states.Values;

    internal RestTable RestTable => field ??= new(this);

    /// <summary>Those that can be called by their name and a record.</summary>
    protected virtual IEnumerable<RecordOperation> ByName => Operations.OfType<RecordOperation>();

    internal RecordOperation? Find(string operation) =>
        (_byName ??= ByName.ToDictionary(o => o.Name, StringComparer.Ordinal)).GetValueOrDefault(operation);

    internal void Load(Scope scope, IEnumerable<StoredRow> rows) => State(scope).Load(rows);
}
