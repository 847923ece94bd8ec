using LocalCloud.Aws.Ec2.Operations;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Ec2;

/// <summary>
/// EC2 as far as it describes networks: a default one in each region, and what stacks have made. Nothing here is a machine, and nothing can
/// be made but by CloudFormation; every other action is refused by its name.
/// </summary>
internal sealed class Ec2Service : Service
{
    public override string Id => "ec2";

    public override string QueryVersion => "2016-11-15";

    public override QueryForm QueryForm { get; } = new Ec2QueryForm();

    public override string XmlNamespace => "http://ec2.amazonaws.com/doc/2016-11-15/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            DescribeVpcs.Definition,
            DescribeSubnets.Definition,
            DescribeSecurityGroups.Definition,
            DescribeRouteTables.Definition,
            DescribeVpcEndpoints.Definition,
            DescribeNetworkInterfaces.Definition,
            DescribeAvailabilityZones.Definition,
            DescribeRegions.Definition,
        ];

    public override AwsError Invalid(string message) => new("InvalidParameterValue", message);

    protected override ServiceState CreateState(Scope scope) => new Ec2State(this, scope);
}
