using LocalCloud.Aws.Lambda.Aliases;
using LocalCloud.Aws.Lambda.Async;
using LocalCloud.Aws.Lambda.Code;
using LocalCloud.Aws.Lambda.Concurrency;
using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Execution.Api;
using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Execution.Sdk;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Lambda.Layers;
using LocalCloud.Aws.Lambda.Mappings;
using LocalCloud.Aws.Lambda.Permissions;
using LocalCloud.Aws.Lambda.Settings;
using LocalCloud.Aws.Lambda.Urls;
using LocalCloud.Aws.Processes;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Lambda;

/// <summary>AWS Lambda: functions from their real packages, run as processes of this machine that speak Lambda's runtime API.</summary>
internal sealed class LambdaService : Service, ITaggedService
{
    private readonly Lazy<CodeStore> _code;
    private readonly Lazy<AsyncQueue> _async;
    private readonly Lazy<LogShipper> _shipper;
    private readonly Lazy<RuntimeApi> _api;
    private readonly Lazy<Guard> _guard;
    private readonly Lazy<Confinement> _confinement;
    private readonly Lazy<string> _runtimes;
    private readonly Lazy<JavaScriptSdk> _sdk;

    // Several requests can be the first
    public LambdaService()
    {
        _code = new(() => new(Host.DataDirectory is { } data ? Path.Combine(data, "lambda") : null));
        _async = new(() => new(this));
        _shipper = new(() => new(Host, Output));
        _api = new(() => RuntimeApi.StartAsync(Host.Loggers).GetAwaiter().GetResult());
        _guard = new(() => new());
        _confinement = new(() => new(Host.DataDirectory, Host.Loggers.CreateLogger<Confinement>()));
        _runtimes = new(() => Shims.Write(Code.Root));
        _sdk = new(() => JavaScriptSdk.Default(text => Output?.WriteLine($"[lambda] {text}")));
        (Fleet, Invoker, Pollers, Metrics, Costs) = (new(this), new(this), new(this), new(this), new(this));
    }

    /// <summary>A time-out does not end the function: somebody is looking at it in a debugger.</summary>
    public bool HoldsDeadline { get; init; }

    /// <summary>What functions sign with.</summary>
    public Secrets Secrets { get; init; } = Secrets.AlwaysTest;

    /// <summary>Where what functions log is shown, beside CloudWatch Logs.</summary>
    public TextWriter? Output { get; init; }

    public override string Id => "lambda";

    // Signed requests are known by their signing name
    public override IReadOnlyList<string> RestPaths =>
        [
            "/2014-11-13/functions",
            "/2015-03-31/functions",
            "/2015-03-31/event-source-mappings",
            "/2016-08-19/account-settings",
            "/2017-03-31/tags",
            "/2017-10-31/functions",
            "/2018-10-31/layers",
            "/2019-09-25/functions",
            "/2019-09-30/functions",
            "/2020-04-22/code-signing-configs",
            "/2020-06-30/functions",
            "/2021-07-20/functions",
            "/2021-10-31/functions",
            "/2021-11-15/functions",
            "/2024-08-31/functions",
        ];

    // A package of 50 MB as base64 in JSON
    public override int LargestRequest => 70_167_211;

    public override AwsError Throttled => LambdaErrors.Throttled("CallerRateLimitExceeded");

    public override AwsError Broken => new("ServiceException", "An error occurred and the request cannot be processed.", 500);

    public override string MessageMember(AwsError error) => LambdaErrors.MessageMember(error);

    public CodeStore Code => _code.Value;

    public Fleet Fleet { get; }

    public Invoker Invoker { get; }

    public InvocationMetrics Metrics { get; }

    public InvocationCosts Costs { get; }

    public AsyncQueue AsyncQueue => _async.Value;

    public Pollers Pollers { get; }

    public LogShipper Shipper => _shipper.Value;

    public RecentInvocations Recent { get; } = new();

    /// <summary>Each begins with the first environment.</summary>
    public RuntimeApi Api => _api.Value;

    public Guard Guard => _guard.Value;

    public Confinement Confinement => _confinement.Value;

    /// <summary>The folder of the runtime loops of Node and Python.</summary>
    public string Runtimes => _runtimes.Value;

    /// <summary>What Node functions find without having packed it.</summary>
    public JavaScriptSdk Sdk => _sdk.Value;

    /// <summary>The emulator ends.</summary>
    public CancellationToken Stopping { get; private set; }

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateFunction.Definition,
            UpdateFunctionCode.Definition,
            UpdateFunctionConfiguration.Definition,
            GetFunction.Definition,
            GetFunctionConfiguration.Definition,
            ListFunctions.Definition,
            DeleteFunction.Definition,
            PublishVersion.Definition,
            ListVersionsByFunction.Definition,
            CreateAlias.Definition,
            UpdateAlias.Definition,
            GetAlias.Definition,
            DeleteAlias.Definition,
            ListAliases.Definition,
            PutFunctionConcurrency.Definition,
            GetFunctionConcurrency.Definition,
            DeleteFunctionConcurrency.Definition,
            GetAccountSettings.Definition,
            PutProvisionedConcurrencyConfig.Definition,
            GetProvisionedConcurrencyConfig.Definition,
            DeleteProvisionedConcurrencyConfig.Definition,
            ListProvisionedConcurrencyConfigs.Definition,
            AddPermission.Definition,
            RemovePermission.Definition,
            GetPolicy.Definition,
            PublishLayerVersion.Definition,
            GetLayerVersion.Definition,
            GetLayerVersionByArn.Definition,
            DeleteLayerVersion.Definition,
            ListLayerVersions.Definition,
            ListLayers.Definition,
            AddLayerVersionPermission.Definition,
            GetLayerVersionPolicy.Definition,
            RemoveLayerVersionPermission.Definition,
            PutFunctionEventInvokeConfig.Definition,
            UpdateFunctionEventInvokeConfig.Definition,
            GetFunctionEventInvokeConfig.Definition,
            DeleteFunctionEventInvokeConfig.Definition,
            ListFunctionEventInvokeConfigs.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            ListTags.Definition,
            PutRuntimeManagementConfig.Definition,
            GetRuntimeManagementConfig.Definition,
            PutFunctionRecursionConfig.Definition,
            GetFunctionRecursionConfig.Definition,
            InvokeOperation.Definition,
            InvokeAsyncOperation.Definition,
            InvokeWithResponseStream.Definition,
            CreateEventSourceMapping.Definition,
            UpdateEventSourceMapping.Definition,
            GetEventSourceMapping.Definition,
            DeleteEventSourceMapping.Definition,
            ListEventSourceMappings.Definition,
            CreateCodeSigningConfig.Definition,
            GetCodeSigningConfig.Definition,
            UpdateCodeSigningConfig.Definition,
            DeleteCodeSigningConfig.Definition,
            ListCodeSigningConfigs.Definition,
            ListFunctionsByCodeSigningConfig.Definition,
            PutFunctionCodeSigningConfig.Definition,
            GetFunctionCodeSigningConfig.Definition,
            DeleteFunctionCodeSigningConfig.Definition,
            CreateFunctionUrlConfig.Definition,
            GetFunctionUrlConfig.Definition,
            UpdateFunctionUrlConfig.Definition,
            DeleteFunctionUrlConfig.Definition,
            ListFunctionUrlConfigs.Definition,
        ];

    public new LambdaState State(Scope scope) => (LambdaState)base.State(scope);

    protected override ServiceState CreateState(Scope scope) => new LambdaState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => Tagged.Arns((LambdaState)state);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => Tagged.Find((LambdaState)state, arn);

    public override void Start(CancellationToken stopping)
    {
        Stopping = stopping;
        Cgroup.Sweep();
        if (States.Any())
            Code.Sweep();
        Shipper.Start(stopping);
        AsyncQueue.Start(stopping);
        Pollers.Start(stopping);
        foreach (var state in States.Cast<LambdaState>())
        foreach (var function in Host.Read(state, s => s.Functions.Values.Where(f => f.Provisioned.Count > 0).ToList()))
            Fleet.Provision(state.Scope, function);
        stopping.Register(Stop);
    }

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        CodeDownload.Map(routes, this);
        InvocationPage.Map(routes, this);
        EnvironmentPage.Map(routes, this);
    }

    private void Stop()
    {
        Fleet.Stop();
        if (_api.IsValueCreated)
            _ = _api.Value.DisposeAsync().AsTask();
        if (_guard.IsValueCreated)
            _guard.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (_code.IsValueCreated)
            Code.Discard();
    }
}
