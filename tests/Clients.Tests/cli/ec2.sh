vpc=$(aws ec2 describe-vpcs --filters Name=is-default,Values=true --query 'Vpcs[0].VpcId' --output text)
equal 3 "$(aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'length(Subnets)' --output text)"
cat > template.yaml <<'YAML'
Resources:
  Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16, Tags: [{ Key: Name, Value: shop }] } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.1.0.0/24 } }
  Web: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: web, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }] } }
YAML
aws cloudformation deploy --stack-name net --template-file template.yaml > /dev/null
vpc=$(aws ec2 describe-vpcs --filters Name=tag:Name,Values=shop --query 'Vpcs[0].VpcId' --output text)
equal 10.1.0.0/24 "$(aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'Subnets[].CidrBlock' --output text)"
equal 443 "$(aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc" Name=description,Values=web --query 'SecurityGroups[0].IpPermissions[0].FromPort' --output text)"
equal eu-west-1a "$(aws ec2 describe-availability-zones --query 'AvailabilityZones[0].ZoneName' --output text)"
fails 'InvalidVpcID.NotFound' aws ec2 describe-vpcs --vpc-ids vpc-0123456789abcdef0
fails 'RunInstances' aws ec2 run-instances --image-id ami-12345678
