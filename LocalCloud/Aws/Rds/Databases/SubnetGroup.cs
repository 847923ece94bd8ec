using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Rds.Databases;

internal sealed record SubnetGroup(string Name, string Description, List<string> SubnetIds, JsonObject Settings)
{
    public string Arn(Scope scope) => scope.Arn("rds", $"subgrp:{Name}");
}
