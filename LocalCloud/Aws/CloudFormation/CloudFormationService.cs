using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Operations;
using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation;

/// <summary>Stacks of resources, made from templates by the operations of the other services.</summary>
internal sealed class CloudFormationService : Service
{
    private CancellationToken _stopping;
    private ILogger? _logger;

    public override string Id => "cloudformation";

    public override string QueryVersion => "2010-05-15";

    public override string XmlNamespace => "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateStack.Definition,
            UpdateStack.Definition,
            DeleteStack.Definition,
            DescribeStacks.Definition,
            DescribeStackEvents.Definition,
            DescribeStackResource.Definition,
            DescribeStackResources.Definition,
            ListStacks.Definition,
            ListStackResources.Definition,
            ListExports.Definition,
            ListImports.Definition,
            GetTemplate.Definition,
            GetTemplateSummary.Definition,
            ValidateTemplate.Definition,
            UpdateTerminationProtection.Definition,
            CreateChangeSet.Definition,
            DescribeChangeSet.Definition,
            ExecuteChangeSet.Definition,
            DeleteChangeSet.Definition,
            ListChangeSets.Definition,
            CancelUpdateStack.Definition,
            ContinueUpdateRollback.Definition,
            RollbackStack.Definition,
            SignalResource.Definition,
            GetStackPolicy.Definition,
            SetStackPolicy.Definition,
            EstimateTemplateCost.Definition,
            DescribeAccountLimits.Definition,
            DetectStackDrift.Definition,
            DescribeStackDriftDetectionStatus.Definition,
            DetectStackResourceDrift.Definition,
            DescribeStackResourceDrifts.Definition,
            ListTypes.Definition,
            DescribeType.Definition,
        ];

    internal ILogger Logger => _logger ??= Host.Loggers.CreateLogger<CloudFormationService>();

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        SignalPage.Map(routes, this);
        CustomResourcePage.Map(routes, this);
    }

    protected override ServiceState CreateState(Scope scope) => new StackState(this, scope);

    /// <summary>Stacks that were busy when the process ended go on.</summary>
    public override void Start(CancellationToken stopping)
    {
        _stopping = stopping;
        foreach (var state in States.Cast<StackState>())
        foreach (var stack in Host.Read(state, s => s.All.Where(stack => stack.IsBusy).ToArray()))
            _ = Deploy(state, stack);
    }

    /// <summary>
    /// Takes a stack that has just been set to a busy status to its rest, beside the request that did so. Called under the state's
    /// gate: the rows of that request are queued before any of a service's that this leads to.
    /// </summary>
    internal Task Deploy(StackState state, Stack stack) => Task.Run(new StackDeployment(state, stack, _stopping).RunAsync, _stopping);
}
