def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        base = sorted(tower.find('block'), key=lambda block: block.lower)[0]
        if base.verify_property('block', 'yellow'):
            return 'no'
    return 'yes'
