from aws import client, code

ec2 = client("ec2")
vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]
assert vpc["CidrBlock"] == "172.31.0.0/16" and vpc["CidrBlockAssociationSet"][0]["CidrBlockState"] == {"State": "associated"}
subnets = [s for page in ec2.get_paginator("describe_subnets").paginate(PaginationConfig={"PageSize": 5}) for s in page["Subnets"]]
assert [s["AvailabilityZoneId"] for s in subnets] == ["euw1-az1", "euw1-az2", "euw1-az3"]
assert ec2.describe_route_tables(Filters=[{"Name": "association.main", "Values": ["true"]}])["RouteTables"][0]["VpcId"] == vpc["VpcId"]
group = ec2.describe_security_groups(GroupNames=["default"])["SecurityGroups"][0]
assert group["IpPermissionsEgress"][0]["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]
assert "us-east-1" in [r["RegionName"] for r in ec2.describe_regions()["Regions"]]
assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []
assert code(ec2.describe_subnets, SubnetIds=["subnet-1"]) == "InvalidSubnetID.NotFound"
assert code(ec2.describe_vpcs, DryRun=True) == "DryRunOperation"
assert code(ec2.describe_instances) == "InvalidAction"
